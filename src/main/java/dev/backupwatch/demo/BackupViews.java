package dev.backupwatch.demo;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What OceanBase does to the rows of its backup views, one method a step. Columns that are not given keep their value,
 * or take the table's default.
 *
 * <p>Values are {@code Long}, {@code Integer}, {@code BigDecimal}, {@code String}, null, or {@link Instant}. An
 * instant is stored right whatever the session's time zone; in a text column (END_TIMESTAMP of 4.0 and 4.1) it is
 * written in the session's zone, as OceanBase shows it.
 *
 * <p>Every step commits by itself. A connection serves one thread.
 */
public final class BackupViews {

    private final Connection connection;
    private final HiddenTenants hidden;

    private interface Work {
        void run() throws SQLException;
    }

    public BackupViews(Connection connection) {
        this.connection = connection;
        this.hidden = new HiddenTenants(connection);
    }

    public void insert(View view, Map<String, ? extends @Nullable Object> columns) throws SQLException {
        List<String> names = List.copyOf(columns.keySet());
        long tenant = columns.get("TENANT_ID") instanceof Number id ? id.longValue() : 0;
        String sql = "INSERT INTO %s (%s) VALUES (%s)"
                .formatted(hidden.table(view, tenant), quoted(names), placeholders(columns, names));
        run(sql, valuesOf(columns, names));
    }

    /** Changes nothing when the row is not there. */
    public void update(View view, ViewKey key, Map<String, ? extends @Nullable Object> columns) throws SQLException {
        List<String> names = List.copyOf(columns.keySet());
        String assignments = names.stream()
                .map(name -> quoted(name) + " = " + placeholder(columns.get(name)))
                .collect(Collectors.joining(", "));
        List<@Nullable Object> values = valuesOf(columns, names);
        values.addAll(key.valuesFor(view));
        run("UPDATE %s SET %s WHERE %s".formatted(table(view, key), assignments, isRow(view)), values);
    }

    public void delete(View view, ViewKey key) throws SQLException {
        run("DELETE FROM %s WHERE %s".formatted(table(view, key), isRow(view)), keyValues(view, key));
    }

    /** Copies a row with the columns both views have. The running row stays where it is. */
    public void copy(View from, View to, ViewKey key) throws SQLException {
        String common = quoted(commonColumns(from, to));
        String sql = "INSERT INTO %s (%s) SELECT %s FROM %s WHERE %s"
                .formatted(table(to, key), common, common, table(from, key), isRow(from));
        run(sql, keyValues(from, key));
    }

    /** A user tenant's job and its tasks reach the history, and leave the live views, in one transaction. */
    public void moveToHistory(ViewKey job, List<ViewKey> tasks) throws SQLException {
        inOneTransaction(() -> {
            for (ViewKey task : tasks) {
                copy(View.TASKS, View.TASK_HISTORY, task);
                delete(View.TASKS, task);
            }
            copy(View.JOBS, View.JOB_HISTORY, job);
            delete(View.JOBS, job);
        });
    }

    /** First half of how the sys tenant's own job moves: until {@link #removeMovedSysJob} it is in both views. */
    public void copySysJobToHistory(ViewKey job) throws SQLException {
        copy(View.JOBS, View.JOB_HISTORY, job);
    }

    /** Second half, in a transaction of its own. */
    public void removeMovedSysJob(ViewKey job) throws SQLException {
        delete(View.JOBS, job);
    }

    /**
     * The tenant, or its meta tenant, is not NORMAL: OceanBase's views skip it. It lives on behind them, so that this
     * object's methods do to it what they always do. The list of tenants shows it as before.
     */
    public void hide(long tenant) throws SQLException {
        hidden.prepare();
        inOneTransaction(() -> hidden.hide(tenant));
    }

    /** The views show it again, with all that happened to it meanwhile. */
    public void show(long tenant) throws SQLException {
        inOneTransaction(() -> hidden.show(tenant));
    }

    /** No view knows of it any more, and nothing of it reaches the history. */
    public void dropTenant(long tenant) throws SQLException {
        inOneTransaction(() -> {
            for (View view : View.values()) {
                run("DELETE FROM %s WHERE TENANT_ID = ?".formatted(hidden.table(view, tenant)), List.of(tenant));
            }
        });
    }

    /** Another cluster is built at the same address: nothing is left of this one but that it has a sys tenant. */
    public void redeploy() throws SQLException {
        inOneTransaction(() -> {
            hidden.forget();
            for (View view : View.values()) {
                String others = view == View.TENANTS ? " WHERE TENANT_ID <> 1" : "";
                run("DELETE FROM oceanbase." + view.viewName() + others, List.of());
            }
        });
    }

    /** False once the database is gone, whatever the last statement failed with. */
    boolean isReachable() {
        try {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private void inOneTransaction(Work work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            work.run();
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private String table(View view, ViewKey key) {
        return hidden.table(view, key.tenantId());
    }

    private List<String> commonColumns(View one, View other) throws SQLException {
        List<String> common = columnsOf(one);
        common.retainAll(columnsOf(other));
        return common;
    }

    private List<String> columnsOf(View view) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet columns = connection.getMetaData().getColumns("oceanbase", null, view.viewName(), null)) {
            while (columns.next()) {
                names.add(columns.getString("COLUMN_NAME"));
            }
        }
        return names;
    }

    private void run(String sql, List<? extends @Nullable Object> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            statement.executeUpdate();
        }
    }

    private static List<Object> keyValues(View view, ViewKey key) {
        return List.copyOf(key.valuesFor(view));
    }

    private static List<@Nullable Object> valuesOf(
            Map<String, ? extends @Nullable Object> columns, List<String> names) {
        List<@Nullable Object> values = new ArrayList<>();
        for (String name : names) {
            Object value = columns.get(name);
            values.add(value instanceof Instant instant ? secondsOf(instant) : value);
        }
        return values;
    }

    private static BigDecimal secondsOf(Instant instant) {
        return BigDecimal.valueOf(instant.getEpochSecond()).add(BigDecimal.valueOf(instant.getNano() / 1_000, 6));
    }

    private static String isRow(View view) {
        return view.keyColumns().stream().map(column -> column + " = ?").collect(Collectors.joining(" AND "));
    }

    private static String placeholders(Map<String, ? extends @Nullable Object> columns, List<String> names) {
        return names.stream().map(name -> placeholder(columns.get(name))).collect(Collectors.joining(", "));
    }

    /** Both ways between a TIMESTAMP and the epoch go through the session's time zone, so it cancels out. */
    private static String placeholder(@Nullable Object value) {
        return value instanceof Instant ? "FROM_UNIXTIME(?)" : "?";
    }

    private static String quoted(List<String> names) {
        return names.stream().map(BackupViews::quoted).collect(Collectors.joining(", "));
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
