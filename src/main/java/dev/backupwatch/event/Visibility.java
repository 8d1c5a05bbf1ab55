package dev.backupwatch.event;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may see. All else is not there for them: it is in no stream, answer or count, and naming it is naming what
 * does not exist.
 *
 * @param clusters names; empty means all
 * @param tenants ids or names, in each of these clusters; empty means all. A name is that which a row bears itself
 */
public record Visibility(Set<String> clusters, Set<String> tenants) {

    public static final Visibility ALL = new Visibility(Set.of(), Set.of());

    public Visibility {
        clusters = Set.copyOf(clusters);
        tenants = Set.copyOf(tenants);
    }

    public boolean isOfAllTenants() {
        return tenants.isEmpty();
    }

    public boolean permits(ClusterName cluster) {
        return clusters.isEmpty() || clusters.contains(cluster.value());
    }

    /** @param name absent where it cannot be read */
    public boolean permits(ClusterName cluster, TenantId tenant, @Nullable String name) {
        return permits(cluster)
                && (tenants.isEmpty()
                        || tenants.contains(Long.toString(tenant.value()))
                        || (name != null && tenants.contains(name)));
    }

    public boolean permits(Identity row) {
        return permits(row.cluster(), row.key().tenant(), row.tenantName());
    }
}
