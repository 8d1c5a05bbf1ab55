package dev.backupwatch.web;

import io.quarkus.logging.LoggingFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Keeps out of the log what strangers do to the server below our routes, which reports it as if it were a bug of its own: a
 * Host that cannot be read (the connection is then cut off), a WebSocket whose client closes it within its handshake, and one
 * whose message begins with nothing. Nobody who reaches the port may fill the service's log.
 */
@LoggingFilter(name = "strangers-noise")
final class StrangersNoise implements Filter {

    private static final String REPORTER = "io.quarkus.vertx.core.runtime.VertxCoreRecorder";
    private static final int INNERMOST = 8;
    private static final Set<String> KNOWN =
            Set.of("io.vertx.core.net.impl.HostAndPortImpl", "io.vertx.core.http.impl.WebSocketImplBase");

    @Override
    public boolean isLoggable(LogRecord entry) {
        Throwable thrown = entry.getThrown();
        return thrown == null || !REPORTER.equals(entry.getLoggerName()) || !isKnown(thrown);
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
