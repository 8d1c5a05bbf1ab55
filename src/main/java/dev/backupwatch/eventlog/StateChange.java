package dev.backupwatch.eventlog;

import java.util.List;

/** What one step changes in the state: rows put, new or replaced, and rows removed. */
public record StateChange(List<StateEntry> put, List<StateKey> removed) {

    public static final StateChange NONE = new StateChange(List.of(), List.of());

    public StateChange {
        put = List.copyOf(put);
        removed = List.copyOf(removed);
    }

    public boolean isEmpty() {
        return put.isEmpty() && removed.isEmpty();
    }
}
