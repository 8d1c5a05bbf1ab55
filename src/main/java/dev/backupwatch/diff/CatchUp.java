package dev.backupwatch.diff;

import dev.backupwatch.diff.HistoryQuery.InTimeOrder;
import dev.backupwatch.diff.HistoryQuery.Stretch;
import dev.backupwatch.diff.Lives.MarkKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A walk through a history that holds more unread rows than one poll may read: in the order of END_TIMESTAMP, a bounded
 * number in each poll. Jobs go ahead; tasks, which end just before their jobs, follow up to where the jobs are.
 *
 * @param tenants whose history; none for everybody's
 * @param beginning where the walk began; null for the oldest row
 * @param places up to where each kind was dealt with
 * @param met how many rows of each mark were dealt with, of any age; only a walk from the oldest row may count so
 */
record CatchUp(
        List<TenantId> tenants,
        @Nullable HistoryPlace beginning,
        Map<RowKind, HistoryPlace> places,
        Map<MarkKey, Long> met) {

    /** How long a task's history row waits in the walk for its job's; a task that ended so long before is read at last. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    CatchUp {
        tenants = List.copyOf(tenants);
        places = Map.copyOf(places);
        met = Map.copyOf(met);
    }

    /** A walk whose first rows that query asked for. */
    static CatchUp begunBy(InTimeOrder query) {
        return new CatchUp(query.tenants(), query.stretch().after(), Map.of(), Map.of());
    }

    InTimeOrder jobs(int most) {
        return new InTimeOrder(RowKind.JOB, tenants, new Stretch(place(RowKind.JOB), null), most);
    }

    /** @param jobsReadTo the END_TIMESTAMP that the jobs were read to; null if none are left */
    InTimeOrder tasks(@Nullable Instant jobsReadTo, int most) {
        return new InTimeOrder(RowKind.TASK, tenants, new Stretch(place(RowKind.TASK), jobsReadTo), most);
    }

    boolean isOf(TenantId tenant) {
        return tenants.isEmpty() || tenants.contains(tenant);
    }

    boolean isFromTheBeginning() {
        return beginning == null;
    }

    private @Nullable HistoryPlace place(RowKind kind) {
        return places.getOrDefault(kind, beginning);
    }
}
