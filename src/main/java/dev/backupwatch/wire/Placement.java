package dev.backupwatch.wire;

import dev.backupwatch.event.Cursor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event's place in the log, known just before it is appended.
 *
 * @param id the event's own cursor
 * @param pollEnd the cursor of the last event of the same poll
 * @param time when that poll completed
 * @param traceparent of the trace that it belongs to; absent where it is not traced
 */
public record Placement(
        Cursor id, Cursor pollEnd, Instant time, @Nullable String traceparent) {

    /** Of what is not traced. */
    public Placement(Cursor id, Cursor pollEnd, Instant time) {
        this(id, pollEnd, time, null);
    }
}
