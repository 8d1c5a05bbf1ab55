package dev.backupwatch.diff;

import dev.backupwatch.event.Life;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The questions that follow from what is known, at one moment. */
record NextQuestions(Lives lives, Instant now) implements PollPlan {

    @Override
    public boolean readsTasks(List<Row> jobs) {
        return !jobs.isEmpty() || !lives.told().isEmpty();
    }

    @Override
    public boolean probesHistory(LiveRows live) {
        Looks looks = lives.looks();
        return looks.first() == null
                || isDue(looks.probed(), lives.policy().history())
                || isFresh(looks.unread())
                || asksForAnAbsentRow(live)
                || live.rows().entrySet().stream().anyMatch(row -> jumpedOverAJob(row.getKey()));
    }

    @Override
    public List<HistoryQuery> historyQueries(LiveRows live, HistoryReading probe) {
        List<HistoryQuery> queries = new ArrayList<>();
        for (RowKind kind : RowKind.values()) {
            Map<TenantId, Long> lowest = lowestUnresolved(kind, live);
            Map<TenantId, Long> bounds = new TreeMap<>();
            for (HistoryCount count : probe.counts(kind)) {
                Long bound = bound(kind, count, lowest.get(count.tenant()), live);
                if (bound != null) {
                    bounds.put(count.tenant(), bound);
                }
            }
            queries.addAll(inGroups(kind, bounds));
        }
        return queries;
    }

    @Override
    public List<HistoryQuery> historyQueriesAgain(LiveRows live, HistoryReading read) {
        if (lives.looks().first() == null) {
            return List.of();
        }
        List<HistoryQuery> queries = new ArrayList<>();
        for (RowKind kind : RowKind.values()) {
            Map<TenantId, Long> fresh = newRows(kind, read);
            Map<TenantId, Long> bounds = new TreeMap<>();
            for (HistoryCount count : read.counts(kind)) {
                long accounted = lives.mark(kind, count.tenant()).accounted() + fresh.getOrDefault(count.tenant(), 0L);
                if (accounted < count.rows() && !read.readAllOf(kind, count.tenant())) {
                    bounds.put(count.tenant(), 0L);
                }
            }
            queries.addAll(inGroups(kind, bounds));
        }
        return queries;
    }

    @Override
    public boolean readsTenants(LiveRows live) {
        return isDue(lives.looks().tenants(), LifePolicy.TENANTS) || asksForAnAbsentRow(live) || hasANewTenant(live);
    }

    /** Its name is worth a statement, but not one in every poll if it is not to be found. */
    private boolean hasANewTenant(LiveRows live) {
        return !lives.tenants().isEmpty()
                && isDue(lives.looks().tenants(), LifePolicy.EAGER)
                && live.rows().keySet().stream()
                        .anyMatch(key -> !lives.tenants().containsKey(key.tenant()));
    }

    /** The bound to read one tenant's history above, or null where nothing calls for it. */
    private @Nullable Long bound(RowKind kind, HistoryCount count, @Nullable Long lowestUnresolved, LiveRows live) {
        if (lives.looks().first() == null) {
            boolean endedDuringThisPoll = count.lastEnd().orElse(Instant.MIN).isAfter(live.databaseTime());
            return endedDuringThisPoll ? Long.valueOf(0) : below(lowestUnresolved);
        }
        HistoryMark mark = lives.mark(kind, count.tenant());
        if (count.rows() < mark.accounted()) {
            return 0L;
        }
        if (count.rows() > mark.accounted()) {
            return lowestUnresolved == null ? mark.highest() : Math.min(mark.highest(), lowestUnresolved - 1);
        }
        return below(lowestUnresolved);
    }

    /**
     * Per tenant the lowest id that the history may hold although it was counted before: at the first look that of a live
     * row (it may linger), later that of a row that left the live view.
     */
    private Map<TenantId, Long> lowestUnresolved(RowKind kind, LiveRows live) {
        Map<TenantId, Long> lowest = new TreeMap<>();
        boolean isFirstLook = lives.looks().first() == null;
        for (RowKey key : isFirstLook ? live.rows().keySet() : lives.told().keySet()) {
            if (key.kind() == kind && (isFirstLook || !live.rows().containsKey(key))) {
                lowest.merge(key.tenant(), key.id(), Math::min);
            }
        }
        return lowest;
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

    /** History and tenants are asked together, or a tenant that was dropped while hidden is not known to be. */
    private boolean asksForAnAbsentRow(LiveRows live) {
        boolean areTenantsDue = isDue(lives.looks().tenants(), LifePolicy.TENANTS);
        for (Told told : lives.told().values()) {
            if (!live.rows().containsKey(told.life().key())) {
                Told.Absence absence = told.absence();
                if (absence == null || areTenantsDue || isFresh(absence.since()) || isOverdue(absence)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Asked for in every poll for a while, then only by the regular probe, which may be the one that decides. */
    private boolean isFresh(@Nullable Instant since) {
        return since != null && Duration.between(since, now).compareTo(LifePolicy.EAGER) < 0;
    }

    private boolean isOverdue(Told.Absence absence) {
        return Duration.between(absence.counted(), now).compareTo(lives.policy().lostAfter()) >= 0;
    }

    private boolean isDue(@Nullable Instant last, Duration interval) {
        return last == null || Duration.between(last, now).compareTo(interval) >= 0;
    }

    private boolean jumpedOverAJob(RowKey key) {
        if (key.kind() != RowKind.JOB || lives.told().containsKey(key)) {
            return false;
        }
        long known = Math.max(
                lives.highestJobs().getOrDefault(key.tenant(), 0L),
                lives.mark(RowKind.JOB, key.tenant()).highest());
        return key.id() > known + 1;
    }

    private static @Nullable Long below(@Nullable Long id) {
        return id == null ? null : Long.valueOf(id - 1);
    }

    /** Tenants with near bounds share a query, so that few rows are read that nobody asked for. */
    private static List<HistoryQuery> inGroups(RowKind kind, Map<TenantId, Long> bounds) {
        List<TenantId> tenants = new ArrayList<>(bounds.keySet());
        tenants.sort((a, b) -> Long.compare(bounds.getOrDefault(a, 0L), bounds.getOrDefault(b, 0L)));
        List<HistoryQuery> queries = new ArrayList<>();
        for (int from = 0; from < tenants.size(); from += HistoryQuery.MOST_TENANTS) {
            List<TenantId> group = tenants.subList(from, Math.min(tenants.size(), from + HistoryQuery.MOST_TENANTS));
            queries.add(new HistoryQuery(kind, group, bounds.getOrDefault(group.get(0), 0L)));
        }
        return queries;
    }
}
