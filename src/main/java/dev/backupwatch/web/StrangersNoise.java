package dev.backupwatch.web;

import dev.backupwatch.stream.BadRequestException;
import io.quarkus.logging.LoggingFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Keeps out of the log what strangers do to the server below our routes, which reports it as if it were a bug of its own: a
 * Host that cannot be read (the connection is then cut off), a WebSocket whose client closes it within its handshake, one
 * whose message begins with nothing, and a mistake that is found when its client has hung up. Nobody who reaches the port may
 * fill the service's log.
 */
@LoggingFilter(name = "strangers-noise")
final class StrangersNoise implements Filter {

    private static final String REPORTER = "io.quarkus.vertx.core.runtime.VertxCoreRecorder";
    private static final String DROPS = "io.quarkus.mutiny.runtime.MutinyInfrastructure";
    private static final int INNERMOST = 8;
    private static final Set<String> KNOWN =
            Set.of("io.vertx.core.net.impl.HostAndPortImpl", "io.vertx.core.http.impl.WebSocketImplBase");

    @Override
    public boolean isLoggable(LogRecord entry) {
        Throwable thrown = entry.getThrown();
        if (thrown == null) {
            return true;
        }
        boolean isToNobody = DROPS.equals(entry.getLoggerName()) && thrown instanceof BadRequestException;
        boolean isBelow = REPORTER.equals(entry.getLoggerName()) && isKnown(thrown);
        return !isToNobody && !isBelow;
    }

    /** By where it comes from, unless we have been asked on the way. */
    private static boolean isKnown(Throwable thrown) {
        List<String> innermost = Arrays.stream(thrown.getStackTrace())
                .limit(INNERMOST)
                .map(frame -> frame.getClassName().replaceFirst("\\$.*", ""))
                .toList();
        return innermost.stream().anyMatch(KNOWN::contains)
                && innermost.stream().noneMatch(name -> name.startsWith("dev.backupwatch."));
    }
}
