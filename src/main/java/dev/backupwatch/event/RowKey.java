package dev.backupwatch.event;

import java.util.Comparator;

/** Names one row within its cluster. Job and task ids are counters of their tenant, so the tenant is part of the key. */
public record RowKey(RowKind kind, TenantId tenant, long id) implements Comparable<RowKey> {

    private static final Comparator<RowKey> ORDER =
            Comparator.comparing(RowKey::kind).thenComparing(RowKey::tenant).thenComparingLong(RowKey::id);

    public static RowKey job(TenantId tenant, long job) {
        return new RowKey(RowKind.JOB, tenant, job);
    }

    public static RowKey tenant(TenantId tenant) {
        return new RowKey(RowKind.TENANT, tenant, tenant.value());
    }

    /**
     * The key that a row of that kind bears.
     *
     * @throws IllegalArgumentException if the row has no number in one of its key's columns
     */
    public static RowKey of(RowKind kind, Row row) {
        return new RowKey(kind, new TenantId(row.number("TENANT_ID")), row.number(kind.idColumn()));
    }

    @Override
    public int compareTo(RowKey other) {
        return ORDER.compare(this, other);
    }
}
