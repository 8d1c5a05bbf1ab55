package dev.backupwatch.stream;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.StateEntry;
import dev.backupwatch.wire.ItemEncoder;
import java.util.Objects;

/**
 * A row that an answer speaks of.
 *
 * @param json an item of the state, or the event that took the row out of it
 * @param place where a next page goes on
 * @param isLoss whether it was told as lost, which is no ending if it returned or was found to have ended
 */
record Found(Identity identity, Encoded json, RowsPlace place, boolean isLoss) {

    static Found running(StateEntry row) {
        return new Found(row.identity(), row.item(), new RowsPlace.Running(row.key()), false);
    }

    static Found removed(LoggedEvent event) {
        EventType type = event.facets().type();
        boolean isLoss = type == EventType.JOB_LOST || type == EventType.TASK_LOST;
        Identity identity = Objects.requireNonNull(event.facets().identity(), "a removal is of a row");
        return new Found(identity, event.json(), new RowsPlace.Ended(event.sequence()), isLoss);
    }

    RowKey key() {
        return identity.key();
    }

    boolean isIn(ClusterName cluster) {
        return identity.cluster().equals(cluster);
    }

    Encoded item() {
        return place instanceof RowsPlace.Ended ? new Encoded(ItemEncoder.fromEnding(json.shared())) : json;
    }
}
