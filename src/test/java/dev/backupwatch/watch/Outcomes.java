package dev.backupwatch.watch;

import dev.backupwatch.diff.ClusterFacts;
import dev.backupwatch.diff.HistoryCount;
import dev.backupwatch.diff.HistoryQuery;
import dev.backupwatch.diff.HistoryReading;
import dev.backupwatch.diff.LifePolicy;
import dev.backupwatch.diff.LiveRows;
import dev.backupwatch.diff.Observation;
import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.diff.Scope;
import dev.backupwatch.diff.Vantage;
import dev.backupwatch.diff.ViewShape;
import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Columns;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.event.Trouble;
import dev.backupwatch.story.Backup;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What polls may give. */
final class Outcomes {

    static final ClusterName PROD = new ClusterName("prod");
    static final LifePolicy POLICY = new LifePolicy(Duration.ofSeconds(30), Duration.ofMinutes(10));
    static final Tenant SYS = new Tenant(TenantId.SYS, "sys", "SYS", "NORMAL");

    static final PollOutcome FLEETING =
            new PollOutcome.Incomplete(new Trouble("connection_lost", "the connection broke"), true);
    static final PollOutcome LASTING =
            new PollOutcome.Incomplete(new Trouble("wrong_password", "the login was refused"), false);

    private static final ViewShape SHAPE = new ViewShape(Columns.of(), Columns.of(), "4.3.0.1");

    private Outcomes() {}

    /** A complete poll that saw these jobs running, and nothing in the history. */
    static PollOutcome running(Instant at, Backup... jobs) {
        return complete(at, rows(jobs), Map.of(), List.of());
    }

    /** A complete poll that saw nothing running, and this job's final row in the history. */
    static PollOutcome ended(Instant at, Backup job) {
        var tenant = new TenantId(job.tenant());
        var count = new HistoryCount(tenant, 1, job.job(), Optional.empty(), 0);
        var page = new HistoryReading.Page(
                new HistoryQuery.AboveId(RowKind.JOB, List.of(tenant), 0), List.of(job.row("COMPLETED")));
        return complete(at, List.of(), Map.of(RowKind.JOB, List.of(count)), List.of(page));
    }

    /** A complete poll that saw nothing at all: no rows, and of the tenants only sys. */
    static PollOutcome nothing(Instant at) {
        return new PollOutcome.Complete(
                new Observation(
                        at,
                        SHAPE,
                        LiveRows.of(at, List.of(), List.of()),
                        Optional.of(new HistoryReading(Map.of(), List.of())),
                        true,
                        Optional.of(Map.of(TenantId.SYS, SYS))),
                new ClusterFacts("4.3.0.1", Vantage.SYS));
    }

    /** A complete poll that saw this job and its tasks running, and these tenants in that order. */
    static PollOutcome running(Instant at, Backup job, List<Long> tasks, Tenant... tenants) {
        List<Row> rows =
                tasks.stream().map(task -> job.taskRow(task, "INIT", 0)).toList();
        Map<TenantId, Tenant> listed = new LinkedHashMap<>();
        for (Tenant tenant : tenants) {
            listed.put(tenant.id(), tenant);
        }
        return new PollOutcome.Complete(
                new Observation(
                        at,
                        SHAPE,
                        LiveRows.of(at, rows(job), rows),
                        Optional.of(new HistoryReading(Map.of(), List.of())),
                        true,
                        Optional.of(listed)),
                new ClusterFacts("4.3.0.1", Vantage.SYS));
    }

    static List<String> types(List<ChangeEvent> events) {
        return events.stream().map(event -> event.type().shortName()).toList();
    }

    private static PollOutcome complete(
            Instant at, List<Row> jobs, Map<RowKind, List<HistoryCount>> counts, List<HistoryReading.Page> pages) {
        return new PollOutcome.Complete(
                new Observation(
                        at,
                        SHAPE,
                        LiveRows.of(at, jobs, List.of()),
                        Optional.of(new HistoryReading(counts, pages)),
                        false,
                        Optional.empty()),
                new ClusterFacts("4.3.0.1", Vantage.SYS));
    }

    private static List<Row> rows(Backup... jobs) {
        return List.of(jobs).stream().map(job -> job.row("DOING")).toList();
    }

    /** Only these tenants were read, of which the jobs run; the groups did not answer. */
    static PollOutcome partial(Instant at, List<TenantId> read, List<List<TenantId>> failed, Backup... jobs) {
        var part = new Observation(
                at,
                SHAPE,
                LiveRows.of(at, Scope.only(read), rows(jobs), List.of()),
                Optional.empty(),
                true,
                Optional.of(Map.of(TenantId.SYS, SYS)));
        return new PollOutcome.Partial(
                read.isEmpty() ? List.of() : List.of(part),
                new ClusterFacts("4.3.0.1", Vantage.SYS),
                new PollOutcome.Unread(
                        failed, List.of(), Optional.of(new Trouble("timeout", "no answer within PT10S"))));
    }
}
