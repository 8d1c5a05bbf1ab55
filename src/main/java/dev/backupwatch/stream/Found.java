package dev.backupwatch.stream;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.RowVerb;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.StateEntry;
import dev.backupwatch.wire.ItemEncoder;
import dev.backupwatch.wire.RowGlance;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row that an answer speaks of.
 *
 * @param json an item of the state, or the event that took the row out of it
 * @param place where a next page goes on
 * @param ending absent while it runs
 */
record Found(
        Identity identity,
        Encoded json,
        RowsPlace place,
        @Nullable Ending ending) {

    /**
     * What took the row out of the state.
     *
     * @param told when
     */
    record Ending(RowVerb verb, Instant told) {

        /** When the row's life ended, as far as the row says so, else when it was told. */
        Instant time(RowGlance row) {
            return row.end() == null ? told : row.end();
        }
    }

    private static final Map<EventType, RowVerb> REMOVALS = new EnumMap<>(EventType.class);

    static {
        for (RowKind kind : RowKind.OF_VIEWS) {
            Arrays.stream(RowVerb.values())
                    .filter(RowVerb::isRemoval)
                    .forEach(verb -> REMOVALS.put(EventType.of(kind, verb), verb));
        }
    }

    static Found running(StateEntry row) {
        return new Found(row.identity(), row.item(), new RowsPlace.Running(row.key()), null);
    }

    static Found removed(LoggedEvent event) {
        Identity identity = Objects.requireNonNull(event.facets().identity(), "a removal is of a row");
        RowVerb verb = Objects.requireNonNull(REMOVALS.get(event.facets().type()), "a removal is of a row");
        var ending = new Ending(verb, event.time());
        return new Found(identity, event.json(), new RowsPlace.Ended(event.sequence()), ending);
    }

    /** Whether it was told as lost, which is no ending if it returned or was found to have ended. */
    boolean isLoss() {
        return ending != null && ending.verb() == RowVerb.LOST;
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
