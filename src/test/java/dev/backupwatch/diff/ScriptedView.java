package dev.backupwatch.diff;

import dev.backupwatch.diff.HistoryQuery.AboveId;
import dev.backupwatch.diff.HistoryQuery.InTimeOrder;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** One view of the stand-in cluster. A read silently leaves out the tenants that are hidden at that moment. */
public final class ScriptedView {

    private static final Comparator<HistoryPlace> ORDER = Comparator.comparing(HistoryPlace::end)
            .thenComparing(HistoryPlace::tenant)
            .thenComparingLong(HistoryPlace::id);

    private final RowKind kind;
    private final Predicate<TenantId> isShown;
    private final TreeMap<RowKey, Row> rows = new TreeMap<>();

    public ScriptedView(RowKind kind, Predicate<TenantId> isShown) {
        this.kind = kind;
        this.isShown = isShown;
    }

    public void put(Row row) {
        rows.put(RowKey.of(kind, row), row);
    }

    public Row row(RowKey key) {
        return Objects.requireNonNull(rows.get(key), () -> "no row " + key);
    }

    public boolean has(RowKey key) {
        return rows.containsKey(key);
    }

    public Row remove(RowKey key) {
        return Objects.requireNonNull(rows.remove(key), () -> "no row " + key);
    }

    public void removeIf(Predicate<RowKey> condition) {
        rows.keySet().removeIf(condition);
    }

    /** Every row, hidden or not: what is true, not what is seen. */
    public List<Row> all() {
        return List.copyOf(rows.values());
    }

    public List<Row> read() {
        return rows.entrySet().stream()
                .filter(row -> isShown.test(row.getKey().tenant()))
                .map(java.util.Map.Entry::getValue)
                .toList();
    }

    public List<Row> read(HistoryQuery query) {
        return query instanceof AboveId above ? read(above) : read((InTimeOrder) query);
    }

    /** Answers {@code TENANT_ID IN (…) AND id > bound}. */
    private List<Row> read(AboveId query) {
        return read().stream()
                .filter(row -> query.tenants().contains(RowKey.of(kind, row).tenant())
                        && RowKey.of(kind, row).id() > query.above())
                .toList();
    }

    /** Answers {@code … ORDER BY END_TIMESTAMP, TENANT_ID, id LIMIT most}. */
    private List<Row> read(InTimeOrder query) {
        HistoryPlace after = query.stretch().after();
        Instant upTo = query.stretch().upTo();
        return read().stream()
                .filter(row -> query.tenants().isEmpty()
                        || query.tenants().contains(RowKey.of(kind, row).tenant()))
                .filter(row -> after == null || ORDER.compare(HistoryPlace.of(kind, row), after) > 0)
                .filter(row -> upTo == null || !row.time("END_TIMESTAMP").isAfter(upTo))
                .sorted(Comparator.comparing(row -> HistoryPlace.of(kind, row), ORDER))
                .limit(query.most())
                .toList();
    }

    /**
     * Answers {@code SELECT TENANT_ID, COUNT(*), MAX(id), MAX(END_TIMESTAMP), SUM(END_TIMESTAMP > since) … GROUP BY
     * TENANT_ID}.
     */
    public List<HistoryCount> counts(Optional<Instant> since) {
        TreeMap<TenantId, List<Row>> byTenant = new TreeMap<>();
        read().forEach(row -> byTenant.computeIfAbsent(RowKey.of(kind, row).tenant(), tenant -> new ArrayList<>())
                .add(row));
        List<HistoryCount> counts = new ArrayList<>();
        byTenant.forEach((tenant, its) -> counts.add(new HistoryCount(
                tenant,
                its.size(),
                its.stream().mapToLong(row -> RowKey.of(kind, row).id()).max().orElseThrow(),
                lastEnd(its),
                since.map(moment -> later(its, moment)).orElse(0L))));
        return counts;
    }

    private static long later(List<Row> rows, Instant moment) {
        return rows.stream()
                .filter(row ->
                        row.timeIfAny("END_TIMESTAMP").orElse(Instant.MIN).isAfter(moment))
                .count();
    }

    private static Optional<Instant> lastEnd(List<Row> rows) {
        return rows.stream()
                .flatMap(row -> row.timeIfAny("END_TIMESTAMP").stream())
                .max(Instant::compareTo);
    }
}
