package dev.backupwatch.watch;

import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.SourceEvent;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.eventlog.StateChange;
import dev.backupwatch.eventlog.StateEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What changed in the configuration since the log was last written. */
final class ConfiguredSources {

    private ConfiguredSources() {}

    /** The rows of a source that is gone are gone with it. */
    static StateChange removedRows(LogState state, Set<ClusterName> configured) {
        return new StateChange(
                List.of(),
                state.entries().stream()
                        .map(StateEntry::key)
                        .filter(row -> !configured.contains(row.cluster()))
                        .toList());
    }

    /** Removals before additions, each in the order of the names. */
    static List<ChangeEvent> changes(Set<ClusterName> known, Set<ClusterName> configured) {
        List<ChangeEvent> changes = new ArrayList<>();
        for (ClusterName name : new TreeSet<>(known)) {
            if (!configured.contains(name)) {
                changes.add(new SourceEvent(name, EventType.SOURCE_REMOVED, null));
            }
        }
        for (ClusterName name : new TreeSet<>(configured)) {
            if (!known.contains(name)) {
                changes.add(new SourceEvent(name, EventType.SOURCE_ADDED, null));
            }
        }
        return changes;
    }
}
