package dev.backupwatch.diff;

import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import java.util.List;

/**
 * Rows to read from a history view: of these tenants, with an id above one common bound. One condition per tenant would
 * be copied into every tenant's inner query by the server, which costs their number squared.
 *
 * @param above exclusive; 0 reads all that these tenants have
 */
public record HistoryQuery(RowKind kind, List<TenantId> tenants, long above) {

    public static final int MOST_TENANTS = 50;

    public HistoryQuery {
        tenants = List.copyOf(tenants);
        if (tenants.isEmpty() || tenants.size() > MOST_TENANTS) {
            throw new IllegalArgumentException("1 to 50 tenants a query, not " + tenants.size());
        }
    }

    boolean readsAllOf(TenantId tenant) {
        return above == 0 && tenants.contains(tenant);
    }
}
