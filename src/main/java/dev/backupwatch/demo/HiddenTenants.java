package dev.backupwatch.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The tenants that the views skip for a while. Their rows are kept in a database of their own, which a monitor may not
 * read, so that whoever reads the views sees no difference to a tenant that has none.
 */
final class HiddenTenants {

    static final String DATABASE = "behind_the_views";

    private static final List<View> SKIPPING = List.of(View.JOBS, View.JOB_HISTORY, View.TASKS, View.TASK_HISTORY);

    private final Connection connection;
    private final Set<Long> tenants = new HashSet<>();

    HiddenTenants(Connection connection) {
        this.connection = connection;
    }

    /** Where that tenant's rows of that view are. */
    String table(View view, long tenant) {
        boolean isHidden = tenants.contains(tenant) && SKIPPING.contains(view);
        return isHidden ? behind(view) : inSight(view);
    }

    /** Apart from hiding, since creating a table ends a transaction. */
    void prepare() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE IF NOT EXISTS " + DATABASE);
            for (View view : SKIPPING) {
                statement.execute("CREATE TABLE IF NOT EXISTS %s LIKE %s".formatted(behind(view), inSight(view)));
            }
        }
    }

    void hide(long tenant) throws SQLException {
        if (!tenants.contains(tenant)) {
            for (View view : SKIPPING) {
                move(tenant, inSight(view), behind(view));
            }
            tenants.add(tenant);
        }
    }

    void show(long tenant) throws SQLException {
        if (tenants.remove(tenant)) {
            for (View view : SKIPPING) {
                move(tenant, behind(view), inSight(view));
            }
        }
    }

    void forget() throws SQLException {
        for (long tenant : Set.copyOf(tenants)) {
            show(tenant);
        }
    }

    private void move(long tenant, String from, String to) throws SQLException {
        run("INSERT INTO %s SELECT * FROM %s WHERE TENANT_ID = ?".formatted(to, from), tenant);
        run("DELETE FROM %s WHERE TENANT_ID = ?".formatted(from), tenant);
    }

    private void run(String sql, long tenant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, tenant);
            statement.executeUpdate();
        }
    }

    private static String inSight(View view) {
        return StandIn.DATABASE + "." + view.viewName();
    }

    private static String behind(View view) {
        return DATABASE + "." + view.viewName();
    }
}
