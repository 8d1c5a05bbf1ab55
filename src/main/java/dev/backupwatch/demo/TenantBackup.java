package dev.backupwatch.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One tenant's backup as asked for.
 *
 * @param initiator the cluster job it belongs to; a tenant's own backup has job 0 of the tenant itself
 */
record TenantBackup(Tenant tenant, long jobId, long setId, ViewKey initiator, BackupType type, Span span) {

    enum BackupType {
        FULL,
        INC
    }

    /** The time from the job's row to its end, if nothing goes wrong. */
    record Span(Instant start, Duration length) {

        /** The views have microseconds. */
        Span {
            start = start.truncatedTo(ChronoUnit.MICROS);
        }

        /** The moment when this share of the time has passed. */
        Instant at(double share) {
            return start.plusNanos(Math.round(length.toNanos() * share) / 1_000 * 1_000);
        }
    }

    ViewKey job() {
        return new ViewKey(tenant.id(), jobId);
    }

    ViewKey task() {
        return new ViewKey(tenant.id(), setId);
    }

    ViewChange jobInserted() {
        Map<String, @Nullable Object> columns = jobColumns(job(), type, span.start());
        columns.put("BACKUP_SET_ID", setId);
        columns.put("INITIATOR_TENANT_ID", initiator.tenantId());
        columns.put("INITIATOR_JOB_ID", initiator.id());
        columns.put("EXECUTOR_TENANT_ID", Long.toString(tenant.id()));
        columns.put("JOB_LEVEL", "USER_TENANT");
        columns.put("PATH", "file:///backup/" + tenant.name());
        return new ViewChange.Inserted(View.JOBS, columns);
    }

    /** The task starts when its job does, to the microsecond: OceanBase copies the value. */
    ViewChange taskInserted(TaskMoment first) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("TENANT_ID", tenant.id());
        columns.put("TASK_ID", setId);
        columns.put("JOB_ID", jobId);
        columns.put("INCARNATION", 1);
        columns.put("BACKUP_SET_ID", setId);
        columns.put("START_TIMESTAMP", span.start());
        columns.put("STATUS", first.status());
        columns.put("START_SCN", Scn.of(span.start()));
        columns.put("ENCRYPTION_MODE", "NONE");
        columns.put("PASSWD", "");
        columns.putAll(first.columns());
        columns.put("RESULT", 0);
        columns.put("COMMENT", "");
        columns.put("PATH", "file:///backup/" + tenant.name());
        return new ViewChange.Inserted(View.TASKS, columns);
    }

    static Map<String, @Nullable Object> jobColumns(ViewKey job, BackupType type, Instant start) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("TENANT_ID", job.tenantId());
        columns.put("JOB_ID", job.id());
        columns.put("INCARNATION", 1);
        columns.put("PLUS_ARCHIVELOG", "OFF");
        columns.put("BACKUP_TYPE", type.name());
        columns.put("ENCRYPTION_MODE", "NONE");
        columns.put("PASSWD", "");
        columns.put("START_TIMESTAMP", start);
        columns.put("STATUS", "INIT");
        columns.put("RESULT", 0);
        columns.put("COMMENT", "");
        columns.put("DESCRIPTION", "");
        return columns;
    }
}
