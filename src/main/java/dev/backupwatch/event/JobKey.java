package dev.backupwatch.event;

import java.util.Optional;

/** Names a job within its cluster, where only jobs can be meant: the parent of a tenant's job, the root of a tree. */
public record JobKey(TenantId tenant, long job) {

    /**
     * The cluster job that started this tenant's job. A job that was started inside its own tenant has none: its
     * INITIATOR_JOB_ID is 0; and a cluster job names itself.
     */
    public static Optional<JobKey> parentOf(Row job) {
        long initiator = job.numberOr("INITIATOR_TENANT_ID", 0);
        long initiatorJob = job.numberOr("INITIATOR_JOB_ID", 0);
        if (initiatorJob == 0 || initiator == 0 || initiator == job.number("TENANT_ID")) {
            return Optional.empty();
        }
        return Optional.of(new JobKey(new TenantId(initiator), initiatorJob));
    }

    /** The job that a row of either kind belongs to: a job's own key, a task's job. */
    public static JobKey of(Row row) {
        return new JobKey(new TenantId(row.number("TENANT_ID")), row.number("JOB_ID"));
    }

    public RowKey rowKey() {
        return RowKey.job(tenant, job);
    }
}
