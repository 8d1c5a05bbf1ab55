package dev.backupwatch.watch;

import dev.backupwatch.diff.ClusterFacts;
import dev.backupwatch.diff.HistoryCount;
import dev.backupwatch.diff.HistoryQuery;
import dev.backupwatch.diff.HistoryReading;
import dev.backupwatch.diff.HistoryReading.Page;
import dev.backupwatch.diff.LifePolicy;
import dev.backupwatch.diff.LiveRows;
import dev.backupwatch.diff.Observation;
import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.diff.Vantage;
import dev.backupwatch.diff.ViewShape;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.insight.InsightPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Polls of a cluster whose tenants all back up at once: one job and two tasks run of each, and five rows are history. */
record Fleet(int tenants) {

    static final ClusterName CLUSTER = new ClusterName("bench");
    static final int ROWS_OF_A_TENANT = 3;
    static final int TASKS_OF_A_TENANT = 2;

    private static final Instant START = Instant.parse("2026-11-23T04:00:00Z");
    private static final ClusterFacts FACTS = new ClusterFacts("4.3.5.0", Vantage.SYS);
    private static final ViewShape SHAPE = new ViewShape(FleetRows.JOB, FleetRows.TASK, FACTS.version());
    private static final int FIRST_TENANT = 1002;

    static WatchState unseen() {
        return WatchState.initial(Picture.unseen(CLUSTER, LifePolicy.DEFAULT, InsightPolicy.DEFAULT));
    }

    /** After these all is running and told, and all of the history was read row by row. */
    List<PollOutcome> beginning() {
        return List.of(
                poll(0, nothing(0), new HistoryReading(Map.of(), List.of())),
                poll(9, nothing(9), history(2, 3, pages(List.of(1L, 2L), List.of(1L, 2L, 3L), 0))),
                poll(10, live(10, task -> task), null));
    }

    WatchState running() {
        WatchState state = unseen();
        for (PollOutcome poll : beginning()) {
            state = state.on(poll).next();
        }
        return state;
    }

    /** Every task has moved on since the poll of the number before. */
    PollOutcome progressedTo(int number) {
        return poll(10 + number, live(10 + number, task -> FleetRows.progressedTo(task, number)), null);
    }

    PollOutcome unchanged() {
        return poll(11, live(11, task -> task), null);
    }

    /** Every task has moved on. */
    PollOutcome progressed() {
        return poll(11, live(11, FleetRows::progressed), null);
    }

    /** The same with the regular probe of the history, which finds nothing new. */
    PollOutcome probed() {
        return poll(11, live(11, FleetRows::progressed), history(2, 3, List.of()));
    }

    /** Every job and task has ended since the last poll. */
    PollOutcome ended() {
        return poll(11, nothing(11), history(3, 5, pages(List.of(3L), List.of(4L, 5L), 2)));
    }

    private PollOutcome poll(long second, LiveRows live, @Nullable HistoryReading history) {
        boolean asksTenants = history != null;
        return new PollOutcome.Complete(
                new Observation(
                        START.plusSeconds(second),
                        SHAPE,
                        live,
                        Optional.ofNullable(history),
                        asksTenants,
                        asksTenants ? Optional.of(names()) : Optional.empty()),
                FACTS);
    }

    private LiveRows live(long second, UnaryOperator<Row> tasksNow) {
        return LiveRows.of(
                START.plusSeconds(second),
                rows(tenant -> List.of(job(tenant, 3))),
                rows(tenant -> List.of(tasksNow.apply(task(tenant, 4)), tasksNow.apply(task(tenant, 5)))));
    }

    private static LiveRows nothing(long second) {
        return LiveRows.of(START.plusSeconds(second), List.of(), List.of());
    }

    private HistoryReading history(long jobs, long tasks, List<Page> pages) {
        return new HistoryReading(Map.of(RowKind.JOB, counts(jobs), RowKind.TASK, counts(tasks)), pages);
    }

    private List<HistoryCount> counts(long rows) {
        return ids().mapToObj(tenant ->
                        new HistoryCount(new TenantId(tenant), rows, rows, Optional.of(START.plusSeconds(8)), 0))
                .toList();
    }

    /** As they are asked for: some tenants a query. */
    private List<Page> pages(List<Long> jobs, List<Long> tasks, long above) {
        List<Page> pages = new ArrayList<>();
        List<Long> all = ids().boxed().toList();
        for (int from = 0; from < all.size(); from += HistoryQuery.MOST_TENANTS) {
            List<Long> group = all.subList(from, Math.min(all.size(), from + HistoryQuery.MOST_TENANTS));
            List<TenantId> tenants = group.stream().map(TenantId::new).toList();
            for (RowKind kind : RowKind.OF_VIEWS) {
                List<Row> rows = group.stream()
                        .flatMap(tenant -> (kind == RowKind.JOB ? jobs : tasks)
                                .stream().map(id -> kind == RowKind.JOB ? job(tenant, id) : task(tenant, id)))
                        .map(row -> FleetRows.ended(row, START.plusSeconds(8)))
                        .toList();
                pages.add(new Page(new HistoryQuery.AboveId(kind, tenants, above), rows));
            }
        }
        return pages;
    }

    private List<Row> rows(LongFunction<List<Row>> ofTenant) {
        return ids().mapToObj(ofTenant).flatMap(List::stream).toList();
    }

    private static Row job(long tenant, long job) {
        return FleetRows.job(tenant, job, START.plusSeconds(job));
    }

    /** Tasks 1 to 3 are of job 2, tasks 4 and 5 of job 3. */
    private static Row task(long tenant, long task) {
        long job = task < 4 ? 2 : 3;
        return FleetRows.task(tenant, task, job, START.plusSeconds(job));
    }

    private Map<TenantId, Tenant> names() {
        Map<TenantId, Tenant> names = new HashMap<>();
        names.put(TenantId.SYS, new Tenant(TenantId.SYS, "sys", "SYS", "NORMAL"));
        ids().mapToObj(TenantId::new)
                .forEach(id -> names.put(id, new Tenant(id, "tenant" + id.value(), "USER", "NORMAL")));
        return names;
    }

    private LongStream ids() {
        return LongStream.range(FIRST_TENANT, FIRST_TENANT + tenants);
    }
}
