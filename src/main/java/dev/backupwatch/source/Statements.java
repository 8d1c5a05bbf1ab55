package dev.backupwatch.source;

import dev.backupwatch.diff.HistoryPlace;
import dev.backupwatch.diff.HistoryQuery;
import dev.backupwatch.diff.HistoryQuery.AboveId;
import dev.backupwatch.diff.HistoryQuery.InTimeOrder;
import dev.backupwatch.diff.RecentRuns;
import dev.backupwatch.event.Columns;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Every statement that is sent to OceanBase. Text protocol with literals, one statement a query. */
final class Statements {

    /** A session may have lost its zone, through a proxy or reuse; then every timestamp would be hours off. */
    static final String CLOCK = "SELECT @@time_zone, UNIX_TIMESTAMP(NOW(6))";

    static final String SET_ZONE = "SET time_zone = '+00:00'";
    static final String ZONE = "+00:00";
    static final String VERSION = "SELECT OB_VERSION() AS VERSION";

    /** The tenant whose views this session reads: OceanBase's own DBA_OB_* are filtered by this function. */
    static final String TENANT = "SELECT EFFECTIVE_TENANT_ID() AS TENANT_ID";

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private final String hint;

    /** The hint travels with each statement, because a session's own setting can be lost. It counts in microseconds. */
    Statements(Duration timeout) {
        this.hint = "/*+ QUERY_TIMEOUT(%d) */ ".formatted(TimeUnit.NANOSECONDS.toMicros(timeout.toNanos()));
    }

    String columns() {
        String views = Arrays.stream(View.values())
                .map(view -> "'" + view.name() + "'")
                .collect(Collectors.joining(", "));
        return """
                SELECT %sTABLE_NAME, COLUMN_NAME FROM information_schema.columns \
                WHERE TABLE_SCHEMA = '%s' AND TABLE_NAME IN (%s) ORDER BY TABLE_NAME, ORDINAL_POSITION""".formatted(hint, View.DATABASE, views);
    }

    /** Asks for nothing, only to be told why a view cannot be read. */
    String reasonNotToRead(View view) {
        return "SELECT %s1 FROM %s WHERE 1 = 0".formatted(hint, view.qualified());
    }

    /** @param tenants whose rows; none for everybody's */
    String live(RowKind kind, Knowledge known, List<TenantId> tenants) {
        return "SELECT %s%s FROM %s%s"
                .formatted(
                        hint,
                        list(known.live(kind), known.viewpoint()),
                        known.viewpoint().live(kind).qualified(),
                        whereOf(tenants, known.viewpoint()));
    }

    /**
     * One row a tenant that has any, also where there is but one tenant.
     *
     * @param tenants whose history; none for everybody's
     * @param since rows that ended after that moment are counted apart; empty for none
     */
    String historyProbe(RowKind kind, Viewpoint from, List<TenantId> tenants, Optional<Instant> since) {
        return "SELECT %s%s, COUNT(*), MAX(%s), MAX(END_TIMESTAMP), %s FROM %s%s %s"
                .formatted(
                        hint,
                        from.tenantColumn(),
                        kind.idColumn(),
                        since.map(moment -> "SUM(END_TIMESTAMP > '%s')".formatted(literal(moment)))
                                .orElse("0"),
                        from.history(kind).qualified(),
                        whereOf(tenants, from),
                        from.isSys() ? "GROUP BY TENANT_ID" : "HAVING COUNT(*) > 0");
    }

    String history(HistoryQuery query, Knowledge known) {
        Viewpoint from = known.viewpoint();
        return "SELECT %s%s FROM %s%s"
                .formatted(
                        hint,
                        list(known.history(query.kind()), from),
                        from.history(query.kind()).qualified(),
                        query instanceof AboveId above ? where(above, from) : where((InTimeOrder) query, from));
    }

    /** One tenant a statement: a condition for each of many would be copied into the inner read of every one of them. */
    String lastJobs(TenantId tenant, Knowledge known) {
        return "%s ORDER BY JOB_ID DESC LIMIT %d"
                .formatted(historyOf(RowKind.JOB, tenant, known), RecentRuns.MOST_JOBS);
    }

    /** The tasks of all jobs from one to another. */
    String tasksOfJobs(TenantId tenant, long lowest, long highest, Knowledge known) {
        return "%s AND JOB_ID >= %d AND JOB_ID <= %d"
                .formatted(historyOf(RowKind.TASK, tenant, known), lowest, highest);
    }

    private String historyOf(RowKind kind, TenantId tenant, Knowledge known) {
        Viewpoint from = known.viewpoint();
        return "SELECT %s%s FROM %s WHERE %s = %d"
                .formatted(
                        hint,
                        list(known.history(kind), from),
                        from.history(kind).qualified(),
                        from.tenantTerm(),
                        tenant.value());
    }

    /** Which may lie far behind the last jobs. */
    String lastSuccesses(List<TenantId> tenants, Viewpoint from) {
        return "SELECT %s%s, BACKUP_TYPE, MAX(END_TIMESTAMP) FROM %s%s AND STATUS = 'COMPLETED' GROUP BY %sBACKUP_TYPE"
                .formatted(
                        hint,
                        from.tenantColumn(),
                        from.history(RowKind.JOB).qualified(),
                        whereOf(tenants, from),
                        from.isSys() ? "TENANT_ID, " : "");
    }

    private static String where(AboveId query, Viewpoint from) {
        return "%s AND %s > %d"
                .formatted(whereOf(query.tenants(), from), query.kind().idColumn(), query.above());
    }

    private static String whereOf(List<TenantId> tenants, Viewpoint from) {
        return tenants.isEmpty() ? "" : " WHERE %s IN (%s)".formatted(from.tenantTerm(), ids(tenants));
    }

    private static String where(InTimeOrder query, Viewpoint from) {
        List<String> conditions = new ArrayList<>();
        if (!query.tenants().isEmpty()) {
            conditions.add("%s IN (%s)".formatted(from.tenantTerm(), ids(query.tenants())));
        }
        String id = query.kind().idColumn();
        HistoryPlace after = query.stretch().after();
        if (after != null) {
            conditions.add(
                    "(END_TIMESTAMP > '%1$s' OR (END_TIMESTAMP = '%1$s' AND (%5$s > %2$d OR (%5$s = %2$d AND %3$s > %4$d))))"
                            .formatted(
                                    literal(after.end()), after.tenant().value(), id, after.id(), from.tenantTerm()));
        }
        Instant upTo = query.stretch().upTo();
        if (upTo != null) {
            conditions.add("END_TIMESTAMP <= '%s'".formatted(literal(upTo)));
        }
        return "%s%s ORDER BY END_TIMESTAMP, %s%s LIMIT %d"
                .formatted(
                        conditions.isEmpty() ? "" : " WHERE ",
                        String.join(" AND ", conditions),
                        from.isSys() ? "TENANT_ID, " : "",
                        id,
                        query.most());
    }

    private static String ids(List<TenantId> tenants) {
        return tenants.stream().map(tenant -> Long.toString(tenant.value())).collect(Collectors.joining(", "));
    }

    /** Of full length, so that it compares as text too: 4.0 and 4.1 hold END_TIMESTAMP as text. */
    private static String literal(Instant time) {
        return TIMESTAMP.format(time);
    }

    String tenants(Columns columns) {
        return "SELECT %s%s FROM %s"
                .formatted(hint, String.join(", ", columns.names()), View.DBA_OB_TENANTS.qualified());
    }

    /** In a user tenant: itself, and in some versions its meta tenant. */
    String modes() {
        return "SELECT %sTENANT_ID, TENANT_TYPE, COMPATIBILITY_MODE FROM %s"
                .formatted(hint, View.DBA_OB_TENANTS.qualified());
    }

    /** Quoted, for a column that nobody has heard of yet may be a reserved word. */
    private static String list(Columns columns, Viewpoint from) {
        return columns.names().stream()
                .map(name ->
                        from.isSys() || !name.equals(Viewpoint.TENANT_COLUMN) ? "`" + name + "`" : from.tenantColumn())
                .collect(Collectors.joining(", "));
    }
}
