package dev.backupwatch.watch;

import dev.backupwatch.diff.ClusterFacts;
import dev.backupwatch.diff.HistoryCount;
import dev.backupwatch.diff.HistoryPlace;
import dev.backupwatch.diff.HistoryQuery;
import dev.backupwatch.diff.HistoryQuery.AboveId;
import dev.backupwatch.diff.HistoryQuery.InTimeOrder;
import dev.backupwatch.diff.HistoryReading;
import dev.backupwatch.diff.HistoryReading.Page;
import dev.backupwatch.diff.LifePolicy;
import dev.backupwatch.diff.LiveRows;
import dev.backupwatch.diff.Observation;
import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.diff.PollPlan;
import dev.backupwatch.diff.Vantage;
import dev.backupwatch.diff.ViewShape;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.insight.InsightPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** A fleet at rest, each of whose tenants has backed up once a day. A row is made when it is asked for, and kept nowhere. */
record FleetPast(int tenants, int days) {

    private static final Instant END = Instant.parse("2026-11-23T04:00:00Z");
    private static final ClusterFacts FACTS = new ClusterFacts("4.3.5.0", Vantage.SYS);
    private static final ViewShape SHAPE = new ViewShape(FleetRows.JOB, FleetRows.TASK, FACTS.version());
    private static final long FIRST_TENANT = 1002;
    private static final Duration LENGTH = Duration.ofMinutes(20);

    WatchState unseen() {
        return WatchState.initial(Picture.unseen(
                Fleet.CLUSTER, LifePolicy.DEFAULT.backfilling(Duration.ofDays(days + 1L)), InsightPolicy.DEFAULT));
    }

    Instant at(int poll) {
        return END.plusSeconds(poll);
    }

    PollOutcome answer(PollPlan plan, Instant now) {
        LiveRows live = LiveRows.of(now, List.of(), List.of());
        Optional<HistoryReading> history =
                plan.probesHistory(live) ? Optional.of(history(plan, live)) : Optional.empty();
        return new PollOutcome.Complete(new Observation(now, SHAPE, live, history, false, Optional.empty()), FACTS);
    }

    private HistoryReading history(PollPlan plan, LiveRows live) {
        Optional<Instant> since = plan.tellsHistorySince(live.databaseTime());
        Map<RowKind, List<HistoryCount>> counts =
                Map.of(RowKind.JOB, counts(RowKind.JOB, since), RowKind.TASK, counts(RowKind.TASK, since));
        List<Page> pages = new ArrayList<>();
        read(plan.historyQueries(live, new HistoryReading(counts, List.of())), pages);
        read(plan.historyQueriesAgain(live, new HistoryReading(counts, pages)), pages);
        return new HistoryReading(counts, pages);
    }

    private void read(List<HistoryQuery> queries, List<Page> pages) {
        queries.forEach(query -> pages.add(
                new Page(query, query instanceof InTimeOrder walk ? inTimeOrder(walk) : aboveId((AboveId) query))));
    }

    private List<HistoryCount> counts(RowKind kind, Optional<Instant> since) {
        return LongStream.range(0, tenants)
                .mapToObj(tenant -> new HistoryCount(
                        new TenantId(FIRST_TENANT + tenant),
                        days,
                        days,
                        Optional.of(end(kind, (days - 1L) * tenants + tenant)),
                        since.isPresent() ? days : 0))
                .toList();
    }

    /** Rows are numbered in that order. */
    private List<Row> inTimeOrder(InTimeOrder walk) {
        if (!walk.tenants().isEmpty()) {
            throw new UnsupportedOperationException("the past of some tenants: " + walk);
        }
        HistoryPlace after = walk.stretch().after();
        Instant upTo = walk.stretch().upTo();
        long first = after == null ? 0 : firstAfter(walk.kind(), after);
        return LongStream.range(first, Math.min((long) tenants * days, first + walk.most()))
                .filter(row -> upTo == null || !end(walk.kind(), row).isAfter(upTo))
                .mapToObj(row -> row(walk.kind(), row))
                .toList();
    }

    private long firstAfter(RowKind kind, HistoryPlace place) {
        long low = 0;
        long high = (long) tenants * days;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (isAfter(kind, middle, place)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** No two rows end together. */
    private boolean isAfter(RowKind kind, long number, HistoryPlace place) {
        int order = end(kind, number).compareTo(place.end());
        return order > 0
                || (order == 0
                        && FIRST_TENANT + number % tenants > place.tenant().value());
    }

    private List<Row> aboveId(AboveId query) {
        return query.tenants().stream()
                .flatMap(tenant -> LongStream.range(query.above(), days)
                        .mapToObj(day -> row(query.kind(), day * tenants + tenant.value() - FIRST_TENANT)))
                .toList();
    }

    private Row row(RowKind kind, long number) {
        long tenant = FIRST_TENANT + number % tenants;
        long id = number / tenants + 1;
        Instant start = end(kind, number).minus(LENGTH);
        Row row = kind == RowKind.JOB ? FleetRows.job(tenant, id, start) : FleetRows.task(tenant, id, id, start);
        return FleetRows.ended(row, end(kind, number));
    }

    /** A task ends just before its job, and before the next tenant's. */
    private Instant end(RowKind kind, long number) {
        Duration apart = Duration.ofDays(1).dividedBy(tenants);
        Instant job = END.minus(apart.multipliedBy((long) tenants * days - number));
        return kind == RowKind.JOB ? job : job.minusMillis(1);
    }
}
