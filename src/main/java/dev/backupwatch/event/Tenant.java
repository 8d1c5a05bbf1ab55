package dev.backupwatch.event;

/**
 * A tenant as DBA_OB_TENANTS has it.
 *
 * @param type USER, SYS or META
 * @param status NORMAL, or what keeps its backups out of sight: an open set
 */
public record Tenant(TenantId id, String name, String type, String status) {

    public boolean isNormal() {
        return status.equals("NORMAL");
    }
}
