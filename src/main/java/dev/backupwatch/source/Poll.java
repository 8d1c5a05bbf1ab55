package dev.backupwatch.source;

import dev.backupwatch.diff.HistoryCount;
import dev.backupwatch.diff.HistoryQuery;
import dev.backupwatch.diff.HistoryReading;
import dev.backupwatch.diff.LiveRows;
import dev.backupwatch.diff.Observation;
import dev.backupwatch.diff.PollPlan;
import dev.backupwatch.diff.Scope;
import dev.backupwatch.event.Columns;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One poll: the clock, the live views, after them and never before the history, and at last the tenants. */
record Poll(Session session, Statements statements, Knowledge known, PollPlan plan, InstantSource clock) {

    /**
     * What a poll in parts begins with, since it must know the tenants first.
     *
     * @param tenants empty where they may not be read
     */
    record Beginning(Instant databaseTime, Optional<Map<TenantId, Tenant>> tenants) {}

    /** Fails with whatever failed first; then nothing of what was read may be used. */
    Uni<Observation> read() {
        return session.databaseTime()
                .chain(time -> live(time, List.of()))
                .chain(live -> history(live, List.of())
                        .chain(history -> tenants(live).map(tenants -> observation(live, history, tenants))))
                .call(this::zoneAgain);
    }

    Uni<Beginning> begin() {
        return session.databaseTime()
                .chain(time -> tenants().map(tenants -> new Beginning(time, tenants)))
                .call(begun -> hasTimes(begun.tenants())
                        ? session.databaseTime()
                        : Uni.createFrom().voidItem());
    }

    /** The same for some tenants only. Fails as {@link #read()} does, and says nothing about the other tenants. */
    Uni<Observation> read(List<TenantId> group, Beginning beginning) {
        return session.databaseTime()
                .chain(() -> live(beginning.databaseTime(), group))
                .chain(live -> history(live, group)
                        .map(history -> new Observation(
                                clock.instant(), known.shape(), live, history, true, beginning.tenants())))
                .call(this::zoneAgain);
    }

    /**
     * A proxy may have moved the session to another server in the middle of the poll: then rows tell their times wrongly,
     * and a page of the history, which is asked for by time, lacks rows.
     */
    private Uni<Instant> zoneAgain(Observation seen) {
        boolean dependsOnTheZone = !seen.live().rows().isEmpty()
                || seen.history().stream().anyMatch(history -> !history.pages().isEmpty())
                || hasTimes(seen.tenants());
        return dependsOnTheZone
                ? session.databaseTime()
                : Uni.createFrom().item(seen.live().databaseTime());
    }

    private static boolean hasTimes(Optional<Map<TenantId, Tenant>> tenants) {
        return tenants.stream().flatMap(read -> read.values().stream()).anyMatch(tenant -> tenant.created() != null);
    }

    private Observation observation(
            LiveRows live, Optional<HistoryReading> history, Optional<Map<TenantId, Tenant>> tenants) {
        return new Observation(clock.instant(), known.shape(), live, history, plan.readsTenants(live), tenants);
    }

    private Uni<LiveRows> live(Instant databaseTime, List<TenantId> group) {
        Scope scope = group.isEmpty() ? Scope.WHOLE : Scope.only(group);
        return rows(RowKind.JOB, group)
                .chain(jobs -> tasks(jobs, group).map(tasks -> LiveRows.of(databaseTime, scope, jobs, tasks)));
    }

    private Uni<List<Row>> tasks(List<Row> jobs, List<TenantId> group) {
        return plan.readsTasks(jobs)
                ? rows(RowKind.TASK, group)
                : Uni.createFrom().item(List.of());
    }

    private Uni<List<Row>> rows(RowKind kind, List<TenantId> group) {
        return session.query(known.viewpoint().live(kind), statements.live(kind, known, group))
                .map(result -> RowDecoder.rows(known.live(kind), result));
    }

    private Uni<Optional<HistoryReading>> history(LiveRows live, List<TenantId> group) {
        if (!plan.probesHistory(live)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return probe(group, plan.tellsHistorySince(live.databaseTime()))
                .chain(probe ->
                        pages(plan.historyQueries(live, probe)).map(pages -> new HistoryReading(probe.counts(), pages)))
                .chain(read ->
                        pages(plan.historyQueriesAgain(live, read)).map(again -> Optional.of(with(read, again))));
    }

    private Uni<HistoryReading> probe(List<TenantId> group, Optional<Instant> since) {
        return counts(RowKind.JOB, group, since)
                .chain(jobs -> counts(RowKind.TASK, group, since)
                        .map(tasks -> new HistoryReading(Map.of(RowKind.JOB, jobs, RowKind.TASK, tasks), List.of())));
    }

    private Uni<List<HistoryCount>> counts(RowKind kind, List<TenantId> group, Optional<Instant> since) {
        Viewpoint from = known.viewpoint();
        return session.query(from.history(kind), statements.historyProbe(kind, from, group, since))
                .map(RowDecoder::counts);
    }

    /** One after the other, jobs before tasks: a job and its task reach the history together. */
    private Uni<List<HistoryReading.Page>> pages(List<HistoryQuery> queries) {
        return Multi.createFrom()
                .iterable(queries)
                .onItem()
                .transformToUniAndConcatenate(this::page)
                .collect()
                .asList();
    }

    private Uni<HistoryReading.Page> page(HistoryQuery query) {
        return session.query(known.viewpoint().history(query.kind()), statements.history(query, known))
                .map(result -> new HistoryReading.Page(query, RowDecoder.rows(known.history(query.kind()), result)));
    }

    private static HistoryReading with(HistoryReading read, List<HistoryReading.Page> again) {
        List<HistoryReading.Page> pages = new ArrayList<>(read.pages());
        pages.addAll(again);
        return new HistoryReading(read.counts(), pages);
    }

    private Uni<Optional<Map<TenantId, Tenant>>> tenants(LiveRows live) {
        return plan.readsTenants(live) ? tenants() : Uni.createFrom().item(Optional.empty());
    }

    /** Names are a comfort: without the right to read them, ids alone do. */
    private Uni<Optional<Map<TenantId, Tenant>>> tenants() {
        Columns columns = known.columns().ofTenants();
        return session.query(View.DBA_OB_TENANTS, statements.tenants(columns))
                .map(result -> Optional.of(RowDecoder.tenants(columns, result)))
                .onFailure(Diagnosis::isAboutRightsOrViews)
                .recoverWithItem(Optional.empty());
    }
}
