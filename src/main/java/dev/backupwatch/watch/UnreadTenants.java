package dev.backupwatch.watch;

import dev.backupwatch.diff.Lives;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.event.Trouble;
import java.util.Set;
import java.util.stream.Collectors;

/** Says which tenants hold up a cluster, and why. */
record UnreadTenants(Lives lives, Set<TenantId> tenants) {

    private static final int MOST_NAMED = 20;

    /** @param why the trouble of the first that did not answer now; else they are still waited for */
    Trouble trouble(String why) {
        String names = tenants.stream().limit(MOST_NAMED).map(this::name).collect(Collectors.joining(", "));
        String more = tenants.size() > MOST_NAMED ? " and %d more".formatted(tenants.size() - MOST_NAMED) : "";
        return new Trouble(
                "tenants_unread",
                "tenants of cluster %s that could not be read: %s%s; all others were, group by group. %s"
                        .formatted(lives.cluster(), names, more, why));
    }

    private String name(TenantId id) {
        Tenant tenant = lives.tenants().get(id);
        return tenant == null ? Long.toString(id.value()) : "%s (%d)".formatted(tenant.name(), id.value());
    }
}
