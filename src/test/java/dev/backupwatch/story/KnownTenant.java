package dev.backupwatch.story;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.Overdue;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantEvent;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.event.TenantSummary;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A tenant, what is known of its backups, and the events that may be told of it. */
public record KnownTenant(ClusterName cluster, long id) {

    private static final Overdue OVERDUE =
            new Overdue(Overdue.Kind.ANY, Duration.ofHours(26), null, ManualClock.START.plus(Duration.ofHours(26)));

    public static KnownTenant of(long id) {
        return new KnownTenant(new ClusterName("prod"), id);
    }

    public KnownTenant in(String name) {
        return new KnownTenant(new ClusterName(name), id);
    }

    public Identity identity() {
        return Identity.ofTenant(cluster, new TenantId(id), "tenant" + id);
    }

    public Tenant listed() {
        return new Tenant(new TenantId(id), "tenant" + id, "USER", "NORMAL");
    }

    public TenantSummary summary() {
        return new TenantSummary(identity(), listed(), Map.of(), null, 2, List.of(OVERDUE), Map.of());
    }

    public TenantEvent isOverdue() {
        return new TenantEvent(EventType.TENANT_OVERDUE, identity(), OVERDUE, null);
    }

    public TenantEvent isSkippedBy(Backup clusterJob) {
        var parent = new JobKey(new TenantId(clusterJob.tenant()), clusterJob.job());
        return new TenantEvent(EventType.TENANT_SKIPPED, identity().under(parent), null, null);
    }
}
