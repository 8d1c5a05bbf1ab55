package dev.backupwatch.source;

import dev.backupwatch.diff.RecentRuns;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the history tells of the last runs of some tenants, read one tenant after the other over one session. */
record Recollection(Session session, Statements statements, Knowledge known) {

    private record Runs(TenantId tenant, List<Row> jobs, List<Row> tasks) {}

    /** In their order. Fails with whatever failed first; then nothing of what was read may be used. */
    Uni<List<RecentRuns>> of(List<TenantId> tenants) {
        return session.databaseTime()
                .chain(() -> runs(tenants))
                .chain(runs -> lastSuccesses(tenants).map(successes -> together(runs, successes)))
                .call(session::databaseTime);
    }

    private Uni<List<Runs>> runs(List<TenantId> tenants) {
        return Multi.createFrom()
                .iterable(tenants)
                .onItem()
                .transformToUniAndConcatenate(this::runs)
                .collect()
                .asList();
    }

    /** Jobs before their tasks, which reach the history no later. */
    private Uni<Runs> runs(TenantId tenant) {
        return rows(RowKind.JOB, statements.lastJobs(tenant, known))
                .chain(jobs -> tasks(tenant, jobs).map(tasks -> new Runs(tenant, jobs, tasks)));
    }

    private Uni<List<Row>> tasks(TenantId tenant, List<Row> jobs) {
        if (jobs.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Set<Long> ids = jobs.stream().map(Recollection::job).collect(Collectors.toSet());
        long lowest = job(jobs.get(jobs.size() - 1));
        return rows(RowKind.TASK, statements.tasksOfJobs(tenant, lowest, job(jobs.get(0)), known))
                .map(tasks ->
                        tasks.stream().filter(task -> ids.contains(job(task))).toList());
    }

    private Uni<List<Row>> rows(RowKind kind, String sql) {
        return session.query(known.viewpoint().history(kind), sql)
                .map(result -> RowDecoder.rows(known.history(kind), result));
    }

    private Uni<Map<TenantId, Map<String, Instant>>> lastSuccesses(List<TenantId> tenants) {
        Viewpoint from = known.viewpoint();
        return session.query(from.history(RowKind.JOB), statements.lastSuccesses(tenants, from))
                .map(RowDecoder::lastSuccesses);
    }

    private static List<RecentRuns> together(List<Runs> runs, Map<TenantId, Map<String, Instant>> successes) {
        return runs.stream()
                .map(of -> together(of, successes.getOrDefault(of.tenant(), Map.of())))
                .toList();
    }

    /** A tenant that the views began or ceased to skip meanwhile would seem to have no success, or no runs. */
    private static RecentRuns together(Runs runs, Map<String, Instant> successes) {
        boolean hasSuccess = runs.jobs().stream()
                .anyMatch(job -> job.status().equals("COMPLETED")
                        && job.timeIfAny("END_TIMESTAMP").isPresent());
        boolean isTorn = successes.isEmpty() ? hasSuccess : runs.jobs().isEmpty();
        if (isTorn) {
            throw new TornReadingException(runs.tenant());
        }
        return new RecentRuns(runs.tenant(), runs.jobs(), runs.tasks(), successes);
    }

    private static long job(Row row) {
        return row.number(RowKind.JOB.idColumn());
    }
}
