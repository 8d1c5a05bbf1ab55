package dev.backupwatch.diff;

import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import java.util.Map;

/** Tenants whose rows the views leave out. */
public final class HiddenTenants {

    private HiddenTenants() {}

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
