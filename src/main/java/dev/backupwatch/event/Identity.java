package dev.backupwatch.event;

import org.jspecify.annotations.Nullable;

/**
 * Which row an event or an item speaks of, with all that a filter may ask.
 *
 * @param tenantName absent where it cannot be read
 * @param job the row's own job: of a task, the job it belongs to
 * @param parent the cluster job above that job, if any
 */
public record Identity(
        ClusterName cluster,
        RowKey key,
        @Nullable String tenantName,
        JobKey job,
        @Nullable JobKey parent) {

    /** The CloudEvents subject; unique within the cluster. */
    public String subject() {
        if (key.kind() == RowKind.TENANT) {
            return "tenants/" + key.tenant().value();
        }
        String subject = "backup/%d/%d".formatted(job.tenant().value(), job.job());
        return key.kind() == RowKind.TASK ? subject + "/tasks/" + key.id() : subject;
    }

    /** Of no job: JOB_IDs begin with 1. */
    public static Identity ofTenant(ClusterName cluster, TenantId tenant, @Nullable String name) {
        return new Identity(cluster, RowKey.tenant(tenant), name, new JobKey(tenant, 0), null);
    }

    public Identity under(JobKey clusterJob) {
        return new Identity(cluster, key, tenantName, job, clusterJob);
    }

    public Identity named(@Nullable String name) {
        return new Identity(cluster, key, name, job, parent);
    }
}
