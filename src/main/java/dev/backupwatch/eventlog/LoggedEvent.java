package dev.backupwatch.eventlog;

import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.Facets;
import dev.backupwatch.event.Sequence;
import java.time.Instant;

/**
 * One change event in its place. The bytes were made once, before the append, and are what every subscriber gets.
 *
 * @param cursor the event's own place, which is also its id
 * @param pollEnd the last event of the same poll
 * @param time when that poll completed
 */
public record LoggedEvent(Cursor cursor, Sequence pollEnd, Instant time, Facets facets, Encoded json) {

    public Sequence sequence() {
        return cursor.sequence();
    }

    public boolean isPollEnd() {
        return cursor.sequence().equals(pollEnd);
    }

    /** The same event told in other words. */
    public LoggedEvent with(Encoded otherJson) {
        return new LoggedEvent(cursor, pollEnd, time, facets, otherJson);
    }
}
