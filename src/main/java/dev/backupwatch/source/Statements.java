package dev.backupwatch.source;

import dev.backupwatch.diff.HistoryPlace;
import dev.backupwatch.diff.HistoryQuery;
import dev.backupwatch.diff.HistoryQuery.AboveId;
import dev.backupwatch.diff.HistoryQuery.InTimeOrder;
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
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Every statement that is sent to OceanBase. Text protocol with literals, one statement a query. */
final class Statements {

    /** A session may have lost its zone, through a proxy or reuse; then every timestamp would be hours off. */
    static final String CLOCK = "SELECT @@time_zone, UNIX_TIMESTAMP(NOW(6))";

    static final String SET_ZONE = "SET time_zone = '+00:00'";
    static final String ZONE = "+00:00";
    static final String VERSION = "SELECT OB_VERSION()";

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

    String live(View view, Columns columns) {
        return "SELECT %s%s FROM %s".formatted(hint, list(columns), view.qualified());
    }

    String historyProbe(RowKind kind) {
        return "SELECT %sTENANT_ID, COUNT(*), MAX(%s), MAX(END_TIMESTAMP) FROM %s GROUP BY TENANT_ID"
                .formatted(hint, kind.idColumn(), View.history(kind).qualified());
    }

    String history(HistoryQuery query, Columns columns) {
        return "SELECT %s%s FROM %s%s"
                .formatted(
                        hint,
                        list(columns),
                        View.history(query.kind()).qualified(),
                        query instanceof AboveId above ? where(above) : where((InTimeOrder) query));
    }

    private static String where(AboveId query) {
        return " WHERE %s AND %s > %d"
                .formatted(isOf(query.tenants()), query.kind().idColumn(), query.above());
    }

    private static String where(InTimeOrder query) {
        List<String> conditions = new ArrayList<>();
        if (!query.tenants().isEmpty()) {
            conditions.add(isOf(query.tenants()));
        }
        String id = query.kind().idColumn();
        HistoryPlace after = query.stretch().after();
        if (after != null) {
            conditions.add(
                    "(END_TIMESTAMP > '%1$s' OR (END_TIMESTAMP = '%1$s' AND (TENANT_ID > %2$d OR (TENANT_ID = %2$d AND %3$s > %4$d))))"
                            .formatted(literal(after.end()), after.tenant().value(), id, after.id()));
        }
        Instant upTo = query.stretch().upTo();
        if (upTo != null) {
            conditions.add("END_TIMESTAMP <= '%s'".formatted(literal(upTo)));
        }
        return "%s%s ORDER BY END_TIMESTAMP, TENANT_ID, %s LIMIT %d"
                .formatted(conditions.isEmpty() ? "" : " WHERE ", String.join(" AND ", conditions), id, query.most());
    }

    private static String isOf(List<TenantId> tenants) {
        return tenants.stream()
                .map(tenant -> Long.toString(tenant.value()))
                .collect(Collectors.joining(", ", "TENANT_ID IN (", ")"));
    }

    /** Of full length, so that it compares as text too: 4.0 and 4.1 hold END_TIMESTAMP as text. */
    private static String literal(Instant time) {
        return TIMESTAMP.format(time);
    }

    String tenants() {
        return "SELECT %sTENANT_ID, TENANT_NAME, TENANT_TYPE, STATUS FROM %s"
                .formatted(hint, View.DBA_OB_TENANTS.qualified());
    }

    /** Quoted, for a column that nobody has heard of yet may be a reserved word. */
    private static String list(Columns columns) {
        return columns.names().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }
}
