package dev.backupwatch.diff;

import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows to read from a history view, never with one condition per tenant: the server would copy it into every tenant's
 * inner query, which costs their number squared.
 */
public sealed interface HistoryQuery {

    int MOST_TENANTS = 50;

    RowKind kind();

    /** None for every tenant. */
    List<TenantId> tenants();

    /**
     * All rows of these tenants with an id above one common bound.
     *
     * @param tenants 1 to 50
     * @param above exclusive; 0 reads all that these tenants have
     */
    record AboveId(RowKind kind, List<TenantId> tenants, long above) implements HistoryQuery {

        public AboveId {
            tenants = List.copyOf(tenants);
            if (tenants.isEmpty() || tenants.size() > MOST_TENANTS) {
                throw new IllegalArgumentException("1 to 50 tenants a query, not " + tenants.size());
            }
        }
    }

    /**
     * The next rows in the order of END_TIMESTAMP, then tenant, then id.
     *
     * @param tenants at most 50; none for every tenant
     * @param stretch where to begin and to end
     * @param most rows in one answer; an answer of fewer rows reached the stretch's end
     */
    record InTimeOrder(RowKind kind, List<TenantId> tenants, Stretch stretch, int most) implements HistoryQuery {

        public InTimeOrder {
            tenants = List.copyOf(tenants);
            if (tenants.size() > MOST_TENANTS || most < 1) {
                throw new IllegalArgumentException("at most 50 tenants and at least 1 row a query");
            }
        }
    }

    /**
     * @param after exclusive; null from the oldest row on
     * @param upTo inclusive END_TIMESTAMP; null without end
     */
    record Stretch(@Nullable HistoryPlace after, @Nullable Instant upTo) {}
}
