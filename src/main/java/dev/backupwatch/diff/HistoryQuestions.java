package dev.backupwatch.diff;

import dev.backupwatch.diff.HistoryQuery.AboveId;
import dev.backupwatch.diff.HistoryQuery.InTimeOrder;
import dev.backupwatch.diff.HistoryQuery.Stretch;
import dev.backupwatch.diff.HistoryReading.OrderedPage;
import dev.backupwatch.diff.Lives.MarkKey;
import dev.backupwatch.event.Life;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which rows of the history are worth reading, given the live rows of the same poll. */
record HistoryQuestions(Lives lives, LiveRows live) {

    List<HistoryQuery> afterTheProbe(HistoryReading probe) {
        if (isFirstLook()) {
            return firstLook(probe);
        }
        CatchUp catchUp = lives.history().catchUp();
        if (catchUp != null && live.isWhole()) {
            return List.of(catchUp.jobs(most()));
        }
        List<AboveId> queries = new ArrayList<>();
        for (RowKind kind : RowKind.OF_VIEWS) {
            queries.addAll(inGroups(kind, bounds(kind, probe)));
        }
        CatchUp needed = isBounded(queries, probe, 2L * most() + absentees()) ? null : catchUpWith(probe);
        return needed == null ? List.copyOf(queries) : List.of(needed.jobs(most()));
    }

    List<HistoryQuery> afterTheFirstPages(HistoryReading read) {
        if (isFirstLook()) {
            return List.of();
        }
        List<OrderedPage> walked = read.inTimeOrder();
        if (!walked.isEmpty()) {
            OrderedPage jobs = walked.get(0);
            CatchUp catchUp = lives.history().catchUp();
            return List.of((catchUp == null ? CatchUp.begunBy(jobs.query()) : catchUp).tasks(jobs.readTo(), most()));
        }
        return whole(read);
    }

    /** What does not add up is read whole: there are rows below the ids that were read. */
    private List<HistoryQuery> whole(HistoryReading read) {
        List<AboveId> queries = new ArrayList<>();
        for (RowKind kind : RowKind.OF_VIEWS) {
            Map<TenantId, Long> fresh = newRows(kind, read);
            var pages = new PagesByTenant(kind, read);
            Map<TenantId, Long> bounds = new TreeMap<>();
            for (HistoryCount count : read.counts(kind)) {
                long accounted = lives.mark(kind, count.tenant()).accounted() + fresh.getOrDefault(count.tenant(), 0L);
                if (accounted < count.rows() && !pages.readAllOf(count.tenant())) {
                    bounds.put(count.tenant(), 0L);
                }
            }
            queries.addAll(inGroups(kind, bounds));
        }
        if (isBounded(queries, read, 2L * most())) {
            return List.copyOf(queries);
        }
        TreeSet<TenantId> tenants = new TreeSet<>();
        queries.forEach(query -> tenants.addAll(query.tenants()));
        return List.of(fromTheOldestOf(List.copyOf(tenants)).jobs(most()));
    }

    /**
     * What ended before is the baseline; what lingers in the live view or ended during this very poll is not. Where more is
     * told than that, a walk begins with the next poll, and meets what ended during this one.
     */
    private List<HistoryQuery> firstLook(HistoryReading probe) {
        List<HistoryQuery> queries = new ArrayList<>();
        for (RowKind kind : RowKind.OF_VIEWS) {
            queries.addAll(inGroups(kind, bounds(kind, probe)));
            if (lives.isBackfilled()) {
                continue;
            }
            List<TenantId> ended = probe.counts(kind).stream()
                    .filter(count -> count.lastEnd().orElse(Instant.MIN).isAfter(live.databaseTime()))
                    .map(HistoryCount::tenant)
                    .toList();
            var since = new Stretch(HistoryPlace.before(live.databaseTime()), null);
            TenantGroups.of(ended).forEach(group -> queries.add(new InTimeOrder(kind, group, since, most())));
        }
        return queries;
    }

    /** The bounds to read tenants' histories above, of those for which something calls for it. */
    private Map<TenantId, Long> bounds(RowKind kind, HistoryReading probe) {
        Map<TenantId, Long> lowest = lowestUnresolved(kind);
        Map<TenantId, Long> bounds = new TreeMap<>();
        for (HistoryCount count : probe.counts(kind)) {
            Long bound = bound(lives.mark(kind, count.tenant()), count, lowest.get(count.tenant()));
            if (bound != null) {
                bounds.put(count.tenant(), bound);
            }
        }
        return bounds;
    }

    private @Nullable Long bound(HistoryMark mark, HistoryCount count, @Nullable Long lowestUnresolved) {
        Long belowUnresolved = lowestUnresolved == null ? null : Long.valueOf(lowestUnresolved - 1);
        if (isFirstLook() || count.rows() == mark.accounted()) {
            return belowUnresolved;
        }
        if (count.rows() < mark.accounted()) {
            return 0L;
        }
        return belowUnresolved == null ? mark.highest() : Math.min(mark.highest(), belowUnresolved);
    }

    /**
     * Per tenant the lowest id that the history may hold although it was counted before: at the first look that of a live
     * row (it may linger), later that of a row that left the live view.
     */
    private Map<TenantId, Long> lowestUnresolved(RowKind kind) {
        Map<TenantId, Long> lowest = new TreeMap<>();
        for (RowKey key : isFirstLook() ? live.rows().keySet() : lives.told().keySet()) {
            if (key.kind() == kind && (isFirstLook() || live.lacks(key))) {
                lowest.merge(key.tenant(), key.id(), Math::min);
            }
        }
        return lowest;
    }

    /** Each of them may have reached the history; so many endings are read at once, for so many rows are held anyway. */
    private long absentees() {
        return lives.told().keySet().stream().filter(live::lacks).count();
    }

    private Map<TenantId, Long> newRows(RowKind kind, HistoryReading read) {
        Map<TenantId, Long> fresh = new TreeMap<>();
        read.rows(kind).forEach((key, row) -> {
            Life life = Life.of(kind, row);
            if (!lives.hasRead(life) && !lives.isBaseline(life, row)) {
                fresh.merge(key.tenant(), 1L, Long::sum);
            }
        });
        return fresh;
    }

    /**
     * Where histories merely grew, their new rows ended after the last time that all was read; where one is new to us, or
     * does not add up, any of its rows may be unread. Null if no count differs: then there is nothing to catch up with.
     */
    private @Nullable CatchUp catchUpWith(HistoryReading probe) {
        TreeSet<TenantId> grown = new TreeSet<>();
        TreeSet<TenantId> unknown = new TreeSet<>();
        for (RowKind kind : RowKind.OF_VIEWS) {
            for (HistoryCount count : probe.counts(kind)) {
                HistoryMark mark = lives.mark(kind, count.tenant());
                if (count.rows() != mark.accounted()) {
                    (count.rows() > mark.accounted() && mark.highest() > 0 ? grown : unknown).add(count.tenant());
                }
            }
        }
        Instant caughtUp = lives.history().caughtUp();
        if (!grown.isEmpty() && caughtUp != null) {
            List<TenantId> tenants = grown.size() > HistoryQuery.MOST_TENANTS ? List.of() : List.copyOf(grown);
            var beginning = HistoryPlace.before(caughtUp.minus(CatchUp.PATIENCE));
            return new CatchUp(tenants, beginning, Map.of(), Map.of());
        }
        return unknown.isEmpty() ? null : fromTheOldestOf(List.copyOf(unknown));
    }

    /** The others follow when these are done. */
    private static CatchUp fromTheOldestOf(List<TenantId> tenants) {
        return new CatchUp(TenantGroups.of(tenants).get(0), null, Map.of(), Map.of());
    }

    /** Where the tenants are read group by group, a group is bound enough: a walk through all of them could not be had. */
    private boolean isBounded(List<AboveId> queries, HistoryReading probe, long bound) {
        return !live.isWhole() || mostRows(queries, probe) <= bound;
    }

    /** An upper bound, for an id is used once. */
    private static long mostRows(List<AboveId> queries, HistoryReading probe) {
        Map<MarkKey, HistoryCount> counts = new HashMap<>();
        for (RowKind kind : RowKind.OF_VIEWS) {
            probe.counts(kind).forEach(count -> counts.put(new MarkKey(kind, count.tenant()), count));
        }
        long rows = 0;
        for (AboveId query : queries) {
            for (TenantId tenant : query.tenants()) {
                HistoryCount count = counts.get(new MarkKey(query.kind(), tenant));
                rows += count == null ? 0 : Math.min(count.rows(), Math.max(0, count.highestId() - query.above()));
            }
        }
        return rows;
    }

    /** Tenants with near bounds share a query, so that few rows are read that nobody asked for. */
    private static List<AboveId> inGroups(RowKind kind, Map<TenantId, Long> bounds) {
        List<TenantId> tenants = new ArrayList<>(bounds.keySet());
        tenants.sort((a, b) -> Long.compare(bounds.getOrDefault(a, 0L), bounds.getOrDefault(b, 0L)));
        return TenantGroups.of(tenants).stream()
                .map(group -> new AboveId(kind, group, bounds.getOrDefault(group.get(0), 0L)))
                .toList();
    }

    private boolean isFirstLook() {
        return lives.isUnseen();
    }

    private int most() {
        return lives.policy().mostHistoryRows();
    }
}
