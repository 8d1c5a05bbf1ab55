package dev.backupwatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.stream.BadRequestException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class StrangersNoiseTest {

    private static final String VERTX = "io.quarkus.vertx.core.runtime.VertxCoreRecorder";
    private static final String MUTINY = "io.quarkus.mutiny.runtime.MutinyInfrastructure";

    private final StrangersNoise noise = new StrangersNoise();

    @Test
    void aHostThatCannotBeReadIsNotWorthALine() {
        assertThat(noise.isLoggable(entry(VERTX, thrownIn("io.vertx.core.net.impl.HostAndPortImpl"))))
                .isFalse();
        assertThat(noise.isLoggable(
                        entry(VERTX, thrownIn("io.vertx.core.http.impl.WebSocketImplBase$FrameAggregator"))))
                .isFalse();
    }

    @Test
    void whatIsThrownByUsOrWhileWeAreAskedIsLogged() {
        assertThat(noise.isLoggable(entry(VERTX, thrownIn("dev.backupwatch.web.EventsRoute"))))
                .isTrue();
        assertThat(noise.isLoggable(entry(
                        VERTX, thrownIn("io.vertx.core.net.impl.HostAndPortImpl", "dev.backupwatch.web.EventsRoute"))))
                .isTrue();
        assertThat(noise.isLoggable(entry("elsewhere", thrownIn("io.vertx.core.net.impl.HostAndPortImpl"))))
                .isTrue();
        assertThat(noise.isLoggable(new LogRecord(Level.SEVERE, "without a cause")))
                .isTrue();
    }

    @Test
    void ofWhatNobodyWaitsForOnlyTheClientsMistakesAreLeftOut() {
        assertThat(noise.isLoggable(entry(MUTINY, new BadRequestException("bad-cursor", "no cursor"))))
                .isFalse();
        assertThat(noise.isLoggable(entry(MUTINY, new IllegalStateException("a bug"))))
                .isTrue();
    }

    private static Throwable thrownIn(String... classes) {
        var thrown = new IllegalStateException("thrown");
        var frames = new StackTraceElement[classes.length + 1];
        frames[0] = new StackTraceElement("java.lang.String", "charAt", "String.java", 1);
        for (int i = 0; i < classes.length; i++) {
            frames[i + 1] = new StackTraceElement(classes[i], "method", "File.java", 1);
        }
        thrown.setStackTrace(frames);
        return thrown;
    }

    private static LogRecord entry(String logger, Throwable thrown) {
        var entry = new LogRecord(Level.SEVERE, "failed");
        entry.setLoggerName(logger);
        entry.setThrown(thrown);
        return entry;
    }
}
