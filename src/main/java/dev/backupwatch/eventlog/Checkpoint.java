package dev.backupwatch.eventlog;

import dev.backupwatch.event.Sequence;
import java.util.List;

/**
 * All that the records up to one place come to, but for their events: who has it needs none of those records to go on.
 *
 * @param epochs as {@link LogBounds#epochs}; empty before the first record
 * @param head the newest event
 */
public record Checkpoint(
        LogPlace place, List<LogBounds.EpochStart> epochs, Sequence head, List<StateEntry> state, List<Note> notes) {

    /** Before the first record. */
    public static final Checkpoint BEGIN =
            new Checkpoint(LogPlace.BEGIN, List.of(), Sequence.NONE, List.of(), List.of());

    public Checkpoint {
        epochs = List.copyOf(epochs);
        state = List.copyOf(state);
        notes = List.copyOf(notes);
    }
}
