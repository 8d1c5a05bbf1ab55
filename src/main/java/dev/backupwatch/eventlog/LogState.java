package dev.backupwatch.eventlog;

import dev.backupwatch.event.Cursor;
import java.util.List;

/**
 * The state at one poll end.
 *
 * @param cursor folding the events up to here gives these entries
 * @param entries in key order
 */
public record LogState(Cursor cursor, List<StateEntry> entries, Attested attested) {

    public LogState {
        entries = List.copyOf(entries);
    }
}
