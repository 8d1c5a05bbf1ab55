package dev.backupwatch.diff;

import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import java.util.Map;

/** What a list of tenants says of one of them. */
public final class ListedTenants {

    private ListedTenants() {}

    /**
     * Whether it is not there any more. A list without sys is not the cluster's: a user tenant, for one, lists itself alone.
     *
     * @param tenants as last read
     */
    public static boolean isGone(Map<TenantId, Tenant> tenants, TenantId id) {
        return tenants.containsKey(TenantId.SYS) && !tenants.containsKey(id);
    }

    /**
     * The views skip a tenant that is not NORMAL, and one whose meta tenant is not: 1001, which is called META$1002.
     *
     * @param tenants as last read
     */
    public static boolean isHidden(Map<TenantId, Tenant> tenants, TenantId id) {
        Tenant tenant = tenants.get(id);
        Tenant meta = tenants.get(new TenantId(id.value() - 1));
        return (tenant != null && !tenant.isNormal())
                || (meta != null && meta.name().equals("META$" + id.value()) && !meta.isNormal());
    }
}
