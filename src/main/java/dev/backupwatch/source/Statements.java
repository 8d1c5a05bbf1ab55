package dev.backupwatch.source;

import dev.backupwatch.diff.HistoryQuery;
import dev.backupwatch.event.Columns;
import dev.backupwatch.event.RowKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Every statement that is sent to OceanBase. Text protocol with literals, one statement a query. */
final class Statements {

    /** A session may have lost its zone, through a proxy or reuse; then every timestamp would be hours off. */
    static final String CLOCK = "SELECT @@time_zone, UNIX_TIMESTAMP(NOW(6))";

    static final String SET_ZONE = "SET time_zone = '+00:00'";
    static final String ZONE = "+00:00";
    static final String VERSION = "SELECT OB_VERSION()";

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
        String tenants = query.tenants().stream()
                .map(tenant -> Long.toString(tenant.value()))
                .collect(Collectors.joining(", "));
        return "SELECT %s%s FROM %s WHERE TENANT_ID IN (%s) AND %s > %d"
                .formatted(
                        hint,
                        list(columns),
                        View.history(query.kind()).qualified(),
                        tenants,
                        query.kind().idColumn(),
                        query.above());
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
