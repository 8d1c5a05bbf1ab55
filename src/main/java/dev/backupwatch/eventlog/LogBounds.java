package dev.backupwatch.eventlog;

import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Sequence;
import java.util.List;

/**
 * What the log can still serve.
 *
 * @param epochs oldest first; the first covers at least the newest removed event
 * @param compacted everything up to and including this sequence has been removed
 * @param head the newest event, equal to {@code compacted} when none is left
 */
public record LogBounds(List<EpochStart> epochs, Sequence compacted, Sequence head) {

    /** @param first the sequence of the epoch's first event, which may not be written yet */
    public record EpochStart(Epoch epoch, Sequence first) {}

    public LogBounds {
        epochs = List.copyOf(epochs);
        if (epochs.isEmpty()) {
            throw new IllegalArgumentException("a log that nobody has opened has no bounds");
        }
        if (compacted.isAfter(head)) {
            throw new IllegalArgumentException("compacted " + compacted + " is after head " + head);
        }
    }

    public Cursor headCursor() {
        return cursorOf(head);
    }

    public Cursor oldestCursor() {
        return cursorOf(compacted);
    }

    /** The cursor of a sequence that was written, or of {@link Sequence#NONE}, which counts to the first epoch. */
    public Cursor cursorOf(Sequence sequence) {
        Epoch epoch = epochs.get(0).epoch();
        for (EpochStart start : epochs) {
            if (!start.first().isAfter(sequence)) {
                epoch = start.epoch();
            }
        }
        return new Cursor(epoch, sequence);
    }

    /**
     * Whether that cursor's sequence was written in that cursor's epoch. One of an epoch's lost tail was not: its sequence
     * is a later epoch's now, or is beyond the head.
     */
    public boolean wrote(Cursor cursor) {
        return !cursor.sequence().isAfter(head) && cursorOf(cursor.sequence()).equals(cursor);
    }

    public boolean knows(Epoch epoch) {
        return epochs.stream().anyMatch(start -> start.epoch().equals(epoch));
    }

    /** @throws StaleWriterException if another writer has begun an epoch since that one's */
    public LogBounds requireNewest(Epoch writer) {
        if (!newestEpoch().equals(writer)) {
            throw new StaleWriterException(newestEpoch());
        }
        return this;
    }

    public Epoch newestEpoch() {
        return epochs.get(epochs.size() - 1).epoch();
    }
}
