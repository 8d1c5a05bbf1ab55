package dev.backupwatch.story;

import dev.backupwatch.event.Cell;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.ColumnChange;
import dev.backupwatch.event.Columns;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.JobEvent;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.LostReason;
import dev.backupwatch.event.Observed;
import dev.backupwatch.event.Progress;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.RowVerb;
import dev.backupwatch.event.Speed;
import dev.backupwatch.event.Standstill;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.event.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One job and its tasks: their rows, and the events that may be told of them. */
public record Backup(
        ClusterName cluster,
        long tenant,
        @Nullable String tenantName,
        long job,
        @Nullable JobKey parent,
        Instant start) {

    private static final Columns OF_A_JOB = Columns.of(
            "TENANT_ID", "JOB_ID", "INITIATOR_TENANT_ID", "INITIATOR_JOB_ID", "START_TIMESTAMP", "STATUS", "COMMENT");

    private static final Columns OF_A_TASK =
            Columns.of("TENANT_ID", "TASK_ID", "JOB_ID", "START_TIMESTAMP", "STATUS", "FINISH_TABLET_COUNT");

    public static Backup of(long tenant, long job) {
        return new Backup(new ClusterName("prod"), tenant, "tenant" + tenant, job, null, ManualClock.START);
    }

    public Backup in(String name) {
        return new Backup(new ClusterName(name), tenant, tenantName, job, parent, start);
    }

    /** Another life under the same numbers. */
    public Backup begun(Instant otherStart) {
        return new Backup(cluster, tenant, tenantName, job, parent, otherStart);
    }

    public Backup under(Backup clusterJob) {
        return new Backup(
                cluster,
                tenant,
                tenantName,
                job,
                new JobKey(new TenantId(clusterJob.tenant()), clusterJob.job()),
                start);
    }

    public Identity identity() {
        return new Identity(
                cluster,
                RowKey.job(new TenantId(tenant), job),
                tenantName,
                new JobKey(new TenantId(tenant), job),
                parent);
    }

    public Identity task(long task) {
        return new Identity(
                cluster,
                new RowKey(RowKind.TASK, new TenantId(tenant), task),
                tenantName,
                new JobKey(new TenantId(tenant), job),
                parent);
    }

    public Row row(String status) {
        return row(status, "");
    }

    public Row row(String status, String comment) {
        return new Row(
                OF_A_JOB,
                List.of(
                        Cell.of(tenant),
                        Cell.of(job),
                        Cell.of(parent == null ? tenant : parent.tenant().value()),
                        Cell.of(parent == null ? 0 : parent.job()),
                        Cell.of(start),
                        Cell.of(status),
                        Cell.of(comment)));
    }

    public Row taskRow(long task, String status, long tablets) {
        return new Row(
                OF_A_TASK,
                List.of(
                        Cell.of(tenant),
                        Cell.of(task),
                        Cell.of(job),
                        Cell.of(start),
                        Cell.of(status),
                        Cell.of(tablets)));
    }

    public RowEvent started() {
        return event(RowVerb.STARTED, identity(), row("DOING"));
    }

    public RowEvent started(String comment) {
        return event(RowVerb.STARTED, identity(), row("DOING", comment));
    }

    public RowEvent turns(String status) {
        return event(RowVerb.STATUS_CHANGED, identity(), row(status));
    }

    public RowEvent completed() {
        return event(RowVerb.COMPLETED, identity(), row("COMPLETED"));
    }

    public RowEvent failed() {
        return event(RowVerb.FAILED, identity(), row("FAILED"));
    }

    public RowEvent lost() {
        return new RowEvent(RowVerb.LOST, identity(), row("DOING"), List.of(), Observed.LIVE, LostReason.VANISHED);
    }

    public RowEvent taskLost(long task) {
        return new RowEvent(
                RowVerb.LOST, task(task), taskRow(task, "INIT", 0), List.of(), Observed.LIVE, LostReason.RECREATED);
    }

    public RowEvent taskStarted(long task) {
        return event(RowVerb.STARTED, task(task), taskRow(task, "INIT", 0));
    }

    public RowEvent taskProgressed(long task, long tablets) {
        Row before = taskRow(task, "INIT", tablets - 1);
        Row after = taskRow(task, "INIT", tablets);
        return new RowEvent(
                RowVerb.PROGRESSED, task(task), after, ColumnChange.between(before, after), Observed.LIVE, null);
    }

    public RowEvent taskCompleted(long task) {
        return event(RowVerb.COMPLETED, task(task), taskRow(task, "COMPLETED", 9));
    }

    /** Its row stays as it is. */
    public JobEvent goesOn(double percent) {
        var work = new Work(Work.Unit.MACRO_BLOCKS, 1, 2L, percent, Work.Basis.COUNTED, null);
        return new JobEvent(
                EventType.JOB_PROGRESSED, identity(), row("DOING"), new Progress(work, Speed.UNKNOWN, null), null);
    }

    public JobEvent stalls() {
        var evidence = new Standstill(ManualClock.START, null, "DOING", Duration.ofMinutes(10), null, null);
        return new JobEvent(EventType.JOB_STALLED, identity(), row("DOING"), null, evidence);
    }

    private static RowEvent event(RowVerb verb, Identity identity, Row row) {
        Observed observed = verb.isEnding() ? Observed.HISTORY : Observed.LIVE;
        return new RowEvent(verb, identity, row, List.of(), observed, null);
    }
}
