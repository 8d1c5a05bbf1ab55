package dev.backupwatch.insight;

import dev.backupwatch.diff.ListedTenants;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.Overdue;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantEvent;
import dev.backupwatch.event.TenantEvent.Cause;
import dev.backupwatch.event.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells which tenants were not backed up for too long, and when there is a backup again. Only of tenants that the cluster
 * lists, and of whom the history was read: of others nobody knows whether they still are, and what they have.
 */
final class OverdueStage {

    private final Appraisal appraisal;
    private final Map<TenantId, Tenant> listed;

    OverdueStage(Appraisal appraisal) {
        this.appraisal = appraisal;
        this.listed = appraisal.lives.tenants();
    }

    void takeIn() {
        listed.values().stream()
                .filter(tenant -> !tenant.isMeta())
                .filter(tenant -> !appraisal.tenants.has(tenant.id()))
                .forEach(tenant -> appraisal.tenants.put(tenant.id(), appraisal.tenant(tenant.id())));
        if (!appraisal.lives.isHistoryRead()) {
            return;
        }
        for (TenantId id : appraisal.tenants.now().keySet().stream().sorted().toList()) {
            for (Overdue.Kind kind : Overdue.Kind.values()) {
                judge(id, kind);
            }
            forgetWhereGone(id);
        }
    }

    private void judge(TenantId id, Overdue.Kind kind) {
        TenantMemory memory = appraisal.tenant(id);
        Overdue known = memory.overdue().get(kind);
        Duration limit = appraisal.policy.overdue().get(kind);
        Tenant tenant = listed.get(id);
        if (known != null) {
            cause(id, known, limit).ifPresent(cause -> clear(id, known, cause));
        } else if (limit != null && tenant != null && tenant.isToBeBackedUp() && memory.isRead()) {
            Overdue overdue = overdue(kind, limit, memory, tenant);
            if (!overdue.since().isAfter(appraisal.sight.at())) {
                appraisal.tenants.put(id, memory.lacking(overdue));
                tell(EventType.TENANT_OVERDUE, id, overdue, null);
            }
        }
    }

    private Optional<Cause> cause(TenantId id, Overdue known, @Nullable Duration limit) {
        Tenant tenant = listed.get(id);
        if (ListedTenants.isGone(listed, id)) {
            return Optional.of(Cause.TENANT_GONE);
        }
        boolean isStillExpected = limit != null && (tenant == null || !tenant.isNormal() || tenant.isToBeBackedUp());
        if (!isStillExpected || limit == null) {
            return Optional.of(Cause.NOT_EXPECTED);
        }
        Overdue now = overdue(known.kind(), limit, appraisal.tenant(id), tenant);
        if (now.since().isAfter(appraisal.sight.at())) {
            boolean isNewer = now.lastSuccess() != null && !now.lastSuccess().equals(known.lastSuccess());
            return Optional.of(isNewer ? Cause.SUCCESS : Cause.NOT_EXPECTED);
        }
        return Optional.empty();
    }

    private static Overdue overdue(Overdue.Kind kind, Duration limit, TenantMemory memory, @Nullable Tenant tenant) {
        Instant success = memory.lastSuccess(kind).orElse(null);
        Instant created = tenant == null || tenant.created() == null ? memory.seen() : tenant.created();
        return new Overdue(kind, limit, success, (success == null ? created : success).plus(limit));
    }

    private void clear(TenantId id, Overdue known, Cause cause) {
        appraisal.tenants.put(id, appraisal.tenant(id).notLacking(known.kind()));
        tell(EventType.TENANT_CAUGHT_UP, id, known, cause);
    }

    private void forgetWhereGone(TenantId id) {
        if (ListedTenants.isGone(listed, id)) {
            appraisal.tenants.remove(id);
        }
    }

    private void tell(EventType type, TenantId id, Overdue overdue, @Nullable Cause cause) {
        Tenant tenant = listed.get(id);
        Identity identity = Identity.ofTenant(appraisal.lives.cluster(), id, tenant == null ? null : tenant.name());
        appraisal.tell(new TenantEvent(type, identity, overdue, cause));
    }
}
