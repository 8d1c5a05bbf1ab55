package dev.backupwatch.stream;

import java.time.Duration;
import java.util.Locale;

/**
 * How a stream is ended that did not ask for it.
 *
 * @param problem that says so
 * @param retry after which time the reader may come back
 */
public record Farewell(Reason reason, Message.Control problem, Duration retry) {

    /** Why. */
    public enum Reason {
        /** The service stops. Another one, or this one started anew, goes on. */
        DRAINING("the service stops; come back with your cursor"),
        /** The reader has taken nothing for too long. */
        TOO_SLOW("nothing was taken for too long; come back with your cursor"),
        /** What allowed the stream has ended. */
        EXPIRED("your right to read this has ended; show another one"),
        TOO_MANY_SUBSCRIBERS("there are too many subscribers just now; come back later"),
        /** The log cannot be read just now. */
        UNREADABLE("the log cannot be read just now; come back with your cursor");

        private final String detail;

        Reason(String detail) {
            this.detail = detail;
        }

        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public String detail() {
            return detail;
        }
    }
}
