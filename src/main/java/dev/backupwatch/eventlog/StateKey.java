package dev.backupwatch.eventlog;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.RowKey;
import java.util.Comparator;

/** Names one row of the state among those of all clusters. */
public record StateKey(ClusterName cluster, RowKey row) implements Comparable<StateKey> {

    private static final Comparator<StateKey> ORDER =
            Comparator.comparing(StateKey::cluster).thenComparing(StateKey::row);

    public static StateKey of(Identity identity) {
        return new StateKey(identity.cluster(), identity.key());
    }

    @Override
    public int compareTo(StateKey other) {
        return ORDER.compare(this, other);
    }
}
