package dev.backupwatch.wire;

import dev.backupwatch.event.Encoded;
import java.util.Optional;

/** Which trace an event says that it belongs to. */
public final class EventTrace {

    /** Of the envelope, which is written before the data. In a text its quotation marks would be escaped. */
    private static final String KEY = "\"traceparent\":\"";

    private EventTrace() {}

    /** Its W3C traceparent; empty where it was not traced when it was written. */
    public static Optional<String> traceparent(Encoded json) {
        String text = json.toString();
        int begin = text.indexOf(KEY);
        return begin < 0
                ? Optional.empty()
                : Optional.of(text.substring(begin + KEY.length(), text.indexOf('"', begin + KEY.length())));
    }
}
