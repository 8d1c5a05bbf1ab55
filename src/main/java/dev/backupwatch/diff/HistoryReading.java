package dev.backupwatch.diff;

import dev.backupwatch.diff.HistoryQuery.AboveId;
import dev.backupwatch.diff.HistoryQuery.InTimeOrder;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one poll read of the history views: the probe's counts, and the rows of the queries that followed it.
 *
 * @param counts by kind, one for each tenant that has rows
 */
public record HistoryReading(Map<RowKind, List<HistoryCount>> counts, List<Page> pages) {

    /** The answer to one query. */
    public record Page(HistoryQuery query, List<Row> rows) {}

    /** @param query more exactly what kind of query it was */
    record OrderedPage(InTimeOrder query, List<Row> rows) {

        boolean isFull() {
            return rows.size() >= query.most();
        }

        /** The END_TIMESTAMP of its last row; null if the walk's end was reached. */
        @Nullable
        Instant readTo() {
            return isFull()
                    ? HistoryPlace.of(query.kind(), rows.get(rows.size() - 1)).end()
                    : null;
        }
    }

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

    /** The same without those of a walk. */
    Map<RowKey, Row> rowsById(RowKind kind) {
        return only(page -> page.query() instanceof AboveId).rows(kind);
    }

    /** Rows that say what a tenant's history begins with, or all of it. Further pages of a walk do not. */
    Map<RowKey, Row> rowsFromTheOldest(RowKind kind, @Nullable CatchUp underWay) {
        return only(page -> page.query() instanceof AboveId
                        || (page.query() instanceof InTimeOrder walk
                                && walk.stretch().after() == null
                                && underWay == null))
                .rows(kind);
    }

    private HistoryReading only(Predicate<Page> condition) {
        return new HistoryReading(counts, pages.stream().filter(condition).toList());
    }

    /** The pages of a walk, which are in the order of time. */
    List<OrderedPage> inTimeOrder() {
        List<OrderedPage> ordered = new ArrayList<>();
        for (Page page : pages) {
            if (page.query() instanceof InTimeOrder query) {
                ordered.add(new OrderedPage(query, page.rows()));
            }
        }
        return ordered;
    }

    boolean hasPagesById() {
        return pages.stream().anyMatch(page -> page.query() instanceof AboveId);
    }

    /**
     * Whether this tenant's rows were there to be read. A tenant can be hidden between the probe and the rows; then a row
     * which the probe counted does not come although a query covers it.
     */
    boolean showed(RowKind kind, HistoryCount count) {
        return pages.stream()
                .filter(page -> page.query().kind() == kind)
                .allMatch(page -> page.query() instanceof AboveId byId
                        ? showed(byId, count)
                        : showed((InTimeOrder) page.query(), page.rows(), count));
    }

    private boolean showed(AboveId query, HistoryCount count) {
        boolean isCovered = query.tenants().contains(count.tenant()) && query.above() < count.highestId();
        return !isCovered
                || rows(query.kind()).containsKey(new RowKey(query.kind(), count.tenant(), count.highestId()));
    }

    /** The row that ended last must be among them, if any of the tenant's may be. */
    private static boolean showed(InTimeOrder query, List<Row> rows, HistoryCount count) {
        Instant last = count.lastEnd().orElse(Instant.MIN);
        HistoryPlace after = query.stretch().after();
        if (!query.isOf(count.tenant()) || (after != null && last.isBefore(after.end()))) {
            return true;
        }
        return rows.size() < query.most()
                && rows.stream()
                        .anyMatch(row -> HistoryPlace.of(query.kind(), row).isOf(count.tenant(), last));
    }

    /** Whether any of its rows were asked for. */
    boolean isAsked(RowKind kind, TenantId tenant) {
        return pages.stream()
                .anyMatch(page -> page.query().kind() == kind && page.query().isOf(tenant));
    }

    boolean readAllOf(RowKind kind, TenantId tenant) {
        return pages.stream()
                .anyMatch(page ->
                        page.query() instanceof AboveId query && query.kind() == kind && query.readsAllOf(tenant));
    }
}
