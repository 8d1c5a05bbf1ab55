package dev.backupwatch.diff;

import dev.backupwatch.diff.HistoryQuery.AboveId;
import dev.backupwatch.diff.HistoryQuery.InTimeOrder;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
        pages(kind).forEach(page -> page.rows().forEach(row -> rows.put(RowKey.of(kind, row), row)));
        return rows;
    }

    Stream<Page> pages(RowKind kind) {
        return pages.stream().filter(page -> page.query().kind() == kind);
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
}
