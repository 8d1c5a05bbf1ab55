package dev.backupwatch.diff;

import dev.backupwatch.demo.View;
import dev.backupwatch.event.Cell;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.Tenant;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes into a database's views what a script's views show, each time in one transaction. */
final class Mirror {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("''uuuu-MM-dd HH:mm:ss.SSSSSS''").withZone(ZoneOffset.UTC);

    private final Connection connection;
    private final ScriptedCluster cluster;
    private final Map<View, Map<RowKey, Row>> written = new EnumMap<>(View.class);
    private List<Tenant> tenants = List.of();

    /** @param connection whose session is in UTC */
    Mirror(Connection connection, ScriptedCluster cluster) throws SQLException {
        this.connection = connection;
        this.cluster = cluster;
        List<String> statements = new ArrayList<>();
        for (View view : View.values()) {
            statements.add("DELETE FROM oceanbase." + view.viewName());
        }
        run(statements);
    }

    void write() throws SQLException {
        List<String> statements = new ArrayList<>();
        for (RowKind kind : RowKind.OF_VIEWS) {
            boolean isJob = kind == RowKind.JOB;
            write(isJob ? View.JOBS : View.TASKS, kind, cluster.live(kind), statements);
            write(isJob ? View.JOB_HISTORY : View.TASK_HISTORY, kind, cluster.history(kind), statements);
        }
        List<Tenant> named = cluster.tenants().values().stream().toList();
        if (!named.equals(tenants)) {
            tenants = named;
            statements.add("DELETE FROM oceanbase." + View.TENANTS.viewName());
            named.forEach(tenant -> statements.add(
                    "INSERT INTO oceanbase.%s (TENANT_ID, TENANT_NAME, TENANT_TYPE, STATUS) VALUES (%d, '%s', '%s', '%s')"
                            .formatted(
                                    View.TENANTS.viewName(),
                                    tenant.id().value(),
                                    tenant.name(),
                                    tenant.type(),
                                    tenant.status())));
        }
        if (!statements.isEmpty()) {
            run(statements);
        }
    }

    private void write(View view, RowKind kind, ScriptedView script, List<String> statements) {
        Map<RowKey, Row> shown = new TreeMap<>();
        script.read().forEach(row -> shown.put(RowKey.of(kind, row), row));
        Map<RowKey, Row> before = written.getOrDefault(view, Map.of());
        before.forEach((key, row) -> {
            if (!row.equals(shown.get(key))) {
                statements.add("DELETE FROM oceanbase.%s WHERE TENANT_ID = %d AND %s = %d"
                        .formatted(view.viewName(), key.tenant().value(), kind.idColumn(), key.id()));
            }
        });
        shown.forEach((key, row) -> {
            if (!row.equals(before.get(key))) {
                statements.add("INSERT INTO oceanbase.%s (%s) VALUES (%s)"
                        .formatted(
                                view.viewName(),
                                String.join(", ", row.columns().names()),
                                row.cells().stream().map(Mirror::literal).collect(Collectors.joining(", "))));
            }
        });
        written.put(view, shown);
    }

    private void run(List<String> statements) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement batch = connection.createStatement()) {
            for (String statement : statements) {
                batch.addBatch(statement);
            }
            batch.executeBatch();
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static String literal(Cell cell) {
        if (cell instanceof Cell.Whole whole) {
            return Long.toString(whole.value());
        }
        if (cell instanceof Cell.Moment moment) {
            return TIME.format(moment.value());
        }
        return cell instanceof Cell.Text text ? "'" + text.value() + "'" : "NULL";
    }
}
