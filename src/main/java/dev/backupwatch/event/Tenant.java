package dev.backupwatch.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tenant as DBA_OB_TENANTS has it.
 *
 * @param type USER, SYS or META
 * @param status NORMAL, or what keeps its backups out of sight: an open set
 * @param role PRIMARY, or as what it follows another cluster's tenant; empty where the cluster's version has no such column
 * @param created by the database's clock; absent where it is not known
 */
public record Tenant(
        TenantId id,
        String name,
        String type,
        String status,
        String role,
        @Nullable Instant created) {

    private static final String PRIMARY = "PRIMARY";

    /** One that leads, as all do where there is no other role. */
    public Tenant(TenantId id, String name, String type, String status) {
        this(id, name, type, status, PRIMARY, null);
    }

    /** Whether it is a user tenant's own: its backup is that tenant's. */
    public boolean isMeta() {
        return type.equals("META");
    }

    public boolean isNormal() {
        return status.equals("NORMAL");
    }

    /** Whether it holds data of its own that somebody will want back. */
    public boolean isToBeBackedUp() {
        return type.equals("USER") && isNormal() && (role.isEmpty() || role.equals(PRIMARY));
    }
}
