package dev.backupwatch.watch;

import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.SourceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What changed in the configuration since the log was last written. */
final class ConfiguredSources {

    private ConfiguredSources() {}

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
