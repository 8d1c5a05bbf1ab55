package dev.backupwatch.diff;

import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one poll read of the history views: the probe's counts, and the rows of the queries that followed it.
 *
 * @param counts by kind, one for each tenant that has rows
 */
public record HistoryReading(Map<RowKind, List<HistoryCount>> counts, List<Page> pages) {

    /** The answer to one query. */
    public record Page(HistoryQuery query, List<Row> rows) {}

    public HistoryReading {
        counts = Map.copyOf(counts);
        pages = List.copyOf(pages);
    }

    List<HistoryCount> counts(RowKind kind) {
        return counts.getOrDefault(kind, List.of());
    }

    /** Each row once, also where two queries met it. */
    Map<RowKey, Row> rows(RowKind kind) {
        Map<RowKey, Row> rows = new LinkedHashMap<>();
        for (Page page : pages) {
            if (page.query().kind() == kind) {
                page.rows().forEach(row -> rows.put(RowKey.of(kind, row), row));
            }
        }
        return rows;
    }

    /**
     * Whether this tenant's rows were there to be read. A tenant can be hidden between the probe and the rows; then the
     * row with the highest id, which the probe counted, does not come although a query covers it.
     */
    boolean showed(RowKind kind, HistoryCount count) {
        boolean isCovered = pages.stream()
                .map(Page::query)
                .anyMatch(query -> query.kind() == kind
                        && query.tenants().contains(count.tenant())
                        && query.above() < count.highestId());
        return !isCovered || rows(kind).containsKey(new RowKey(kind, count.tenant(), count.highestId()));
    }

    boolean readAllOf(RowKind kind, TenantId tenant) {
        return pages.stream().map(Page::query).anyMatch(query -> query.kind() == kind && query.readsAllOf(tenant));
    }
}
