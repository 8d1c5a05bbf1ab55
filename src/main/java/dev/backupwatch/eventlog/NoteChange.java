package dev.backupwatch.eventlog;

import java.util.List;

/** What one step changes in the notes: those put, new or replaced, and those removed. */
public record NoteChange(List<Note> put, List<NoteKey> removed) {

    public static final NoteChange NONE = new NoteChange(List.of(), List.of());

    public NoteChange {
        put = List.copyOf(put);
        removed = List.copyOf(removed);
    }

    public boolean isEmpty() {
        return put.isEmpty() && removed.isEmpty();
    }
}
