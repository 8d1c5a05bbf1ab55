package dev.backupwatch.event;

/** A tenant's number. Ids are not used again within a cluster. */
public record TenantId(long value) implements Comparable<TenantId> {

    /** The system tenant, which runs the parents of cluster backups. */
    public static final TenantId SYS = new TenantId(1);

    @Override
    public int compareTo(TenantId other) {
        return Long.compare(value, other.value);
    }
}
