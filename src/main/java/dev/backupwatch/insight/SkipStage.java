package dev.backupwatch.insight;

import dev.backupwatch.diff.ListedTenants;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.RowVerb;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantEvent;
import dev.backupwatch.event.TenantId;
import java.util.List;
import java.util.Map;

/**
 * Tells which tenants a cluster job that has ended left out. It says COMPLETED all the same: that a tenant could not begin
 * shows nowhere else.
 */
final class SkipStage {

    private final Appraisal appraisal;

    SkipStage(Appraisal appraisal) {
        this.appraisal = appraisal;
    }

    void takeIn() {
        if (!appraisal.sight.readsHistory()) {
            return;
        }
        appraisal.clusters.now().entrySet().stream()
                .filter(job -> job.getValue().ending() != null)
                .sorted((a, b) -> a.getKey().rowKey().compareTo(b.getKey().rowKey()))
                .toList()
                .forEach(job -> judge(job.getKey(), job.getValue()));
    }

    private void judge(JobKey key, ClusterMemory job) {
        List<TenantId> without = job.executors().stream()
                .filter(tenant -> !job.children().containsKey(tenant))
                .toList();
        if (mayHaveSkipped(job)) {
            if (without.stream().anyMatch(tenant -> isUndecided(job, tenant))) {
                return;
            }
            without.stream().filter(this::isThere).forEach(tenant -> tell(key, tenant));
        }
        appraisal.clusters.remove(key);
    }

    /** Who cancels leaves nobody out; and where no tenant got a job at all, the cluster job failed and says so. */
    private static boolean mayHaveSkipped(ClusterMemory job) {
        return job.ending() == RowVerb.COMPLETED
                || (job.ending() == RowVerb.FAILED && !job.children().isEmpty());
    }

    /** Its job may be hidden with the tenant, or may have ended before the tenant was watched. */
    private boolean isUndecided(ClusterMemory job, TenantId tenant) {
        return ListedTenants.isHidden(appraisal.lives.tenants(), tenant)
                || (!job.isWatched() && !appraisal.tenant(tenant).isRead());
    }

    /** Of a tenant that was dropped meanwhile nobody can tell what it had. */
    private boolean isThere(TenantId tenant) {
        Map<TenantId, Tenant> listed = appraisal.lives.tenants();
        return listed.isEmpty() ? appraisal.lives.tenantsSeen().contains(tenant) : listed.containsKey(tenant);
    }

    private void tell(JobKey job, TenantId tenant) {
        Tenant listed = appraisal.lives.tenants().get(tenant);
        Identity identity = Identity.ofTenant(appraisal.lives.cluster(), tenant, listed == null ? null : listed.name())
                .under(job);
        appraisal.tell(new TenantEvent(EventType.TENANT_SKIPPED, identity, null, null));
    }
}
