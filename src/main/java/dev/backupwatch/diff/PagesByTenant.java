package dev.backupwatch.diff;

import dev.backupwatch.diff.HistoryQuery.AboveId;
import dev.backupwatch.diff.HistoryQuery.InTimeOrder;
import dev.backupwatch.diff.HistoryReading.Page;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One kind's pages of a reading by the tenants that they asked for. Where thousands end at once there are many pages, and
 * to seek each tenant's among all of them would cost their number squared. The pages of a walk through everybody's history
 * name no tenant; what they showed, the walk itself knows.
 */
final class PagesByTenant {

    private final Map<TenantId, List<Page>> pages = new HashMap<>();
    private final Set<RowKey> keys;

    PagesByTenant(RowKind kind, HistoryReading reading) {
        this.keys = reading.rows(kind).keySet();
        reading.pages(kind).forEach(this::add);
    }

    private void add(Page page) {
        for (TenantId tenant : page.query().tenants()) {
            pages.computeIfAbsent(tenant, of -> new ArrayList<>()).add(page);
        }
    }

    private List<Page> of(TenantId tenant) {
        return pages.getOrDefault(tenant, List.of());
    }

    /** Whether any of its rows were asked for. */
    boolean isAsked(TenantId tenant) {
        return !of(tenant).isEmpty();
    }

    boolean readAllOf(TenantId tenant) {
        return of(tenant).stream().anyMatch(page -> page.query() instanceof AboveId query && query.above() == 0);
    }

    /**
     * Whether this tenant's rows were there to be read. A tenant can be hidden between the probe and the rows; then a row
     * which the probe counted does not come although a query covers it.
     */
    boolean showed(HistoryCount count) {
        return of(count.tenant()).stream()
                .allMatch(page -> page.query() instanceof AboveId byId
                        ? showed(byId, count)
                        : showed((InTimeOrder) page.query(), page.rows(), count));
    }

    private boolean showed(AboveId query, HistoryCount count) {
        return query.above() >= count.highestId()
                || keys.contains(new RowKey(query.kind(), count.tenant(), count.highestId()));
    }

    /** The row that ended last must be among them. */
    private static boolean showed(InTimeOrder query, List<Row> rows, HistoryCount count) {
        Instant last = count.lastEnd().orElse(Instant.MIN);
        return rows.size() < query.most()
                && rows.stream()
                        .anyMatch(row -> HistoryPlace.of(query.kind(), row).isOf(count.tenant(), last));
    }
}
