package dev.backupwatch.watch;

import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.SourceEvent;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.eventlog.Note;
import dev.backupwatch.eventlog.NoteChange;
import dev.backupwatch.eventlog.NoteKey;
import dev.backupwatch.eventlog.StateChange;
import dev.backupwatch.eventlog.StateEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What changed in the configuration since the log was last written.
 *
 * @param known the sources that the log speaks of
 */
record ConfiguredSources(Set<ClusterName> known, Set<ClusterName> configured) {

    Set<ClusterName> removed() {
        Set<ClusterName> removed = new TreeSet<>(known);
        removed.removeAll(configured);
        return removed;
    }

    Set<ClusterName> added() {
        Set<ClusterName> added = new TreeSet<>(configured);
        added.removeAll(known);
        return added;
    }

    /**
     * Removals before additions, each in the order of the names. What is known of a source that is gone is gone with it.
     *
     * @param notes of the removed sources
     */
    Brought step(Instant now, LogState state, List<Note> notes) {
        List<ChangeEvent> events = new ArrayList<>();
        removed().forEach(name -> events.add(new SourceEvent(name, EventType.SOURCE_REMOVED, null)));
        added().forEach(name -> events.add(new SourceEvent(name, EventType.SOURCE_ADDED, null)));
        var rows = state.entries().stream()
                .map(StateEntry::key)
                .filter(row -> !configured.contains(row.cluster()))
                .toList();
        List<NoteKey> forgotten = notes.stream().map(Note::key).toList();
        List<Note> begun = added().stream().map(ClusterNotes::added).toList();
        return new Brought(now, events, new StateChange(List.of(), rows), new NoteChange(begun, forgotten));
    }
}
