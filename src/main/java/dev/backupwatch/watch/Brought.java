package dev.backupwatch.watch;

import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.eventlog.NoteChange;
import dev.backupwatch.eventlog.StateChange;
import java.time.Instant;
import java.util.List;

/**
 * A step on its way to the log, without a place in it yet.
 *
 * @param time when the poll completed that it follows from
 * @param change of the state that subscribers fold, which the events tell
 */
record Brought(Instant time, List<ChangeEvent> events, StateChange change, NoteChange notes) {

    boolean isEmpty() {
        return events.isEmpty() && change.isEmpty() && notes.isEmpty();
    }
}
