package dev.backupwatch.scenario;

import dev.backupwatch.demo.BackupViews;
import dev.backupwatch.demo.View;
import dev.backupwatch.demo.ViewKey;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The cluster of a scenario, and what happens in it. Only columns that its version has are written; those that the
 * kernel derives are derived.
 */
final class Cluster {

    static final long SYS = 1;

    private static final Duration AFTER_THE_POLL = Duration.ofMillis(500);
    private static final Duration BEFORE_THE_FIRST_LOOK = Duration.ofHours(1);
    private static final String RATE = "IF(END_TIMESTAMP > START_TIMESTAMP,"
            + " OUTPUT_BYTES / TIMESTAMPDIFF(MICROSECOND, START_TIMESTAMP, END_TIMESTAMP) * 1000000, 0)";
    private static final String PERCENT =
            "IF(%1$s = 0, 0, IF(FINISH_%1$s > %1$s, 99.99, ROUND(FINISH_%1$s / %1$s * 100, 2)))";

    private final Stage stage;
    private final OceanBase version;
    private final BackupViews views;
    private final Map<ViewKey, Instant> starts = new HashMap<>();
    private boolean isLookedAt;

    private Cluster(Stage stage, OceanBase version) {
        this.stage = stage;
        this.version = version;
        this.views = stage.views();
    }

    static Cluster of(Stage stage, OceanBase version) throws SQLException {
        var cluster = new Cluster(stage, version);
        cluster.views.redeploy();
        cluster.views.dropTenant(SYS);
        cluster.tenant(SYS, "sys");
        cluster.tenant(1002, "orders");
        cluster.tenant(1004, "billing");
        return cluster;
    }

    OceanBase version() {
        return version;
    }

    BackupViews views() {
        return views;
    }

    /** Half a second after the last poll, so that what begins now has not been there at the first look; or long before it. */
    Instant now() {
        Instant clock = stage.clock().instant();
        return isLookedAt ? clock.plus(AFTER_THE_POLL) : clock.minus(BEFORE_THE_FIRST_LOOK);
    }

    void isLookedAt() {
        isLookedAt = true;
    }

    void tenant(long id, String name) throws SQLException {
        String type = id == SYS ? "SYS" : "USER";
        insert(View.TENANTS, id, "TENANT_NAME=%s TENANT_TYPE=%s STATUS=NORMAL".formatted(name, type), Map.of());
    }

    /** A tenant's backup: the job, and the task of the same number. */
    Backup backup(long tenant, long job) {
        return backup(tenant, job, job);
    }

    Backup backup(long tenant, long job, long task) {
        return new Backup(this, new ViewKey(tenant, job), new ViewKey(tenant, task));
    }

    /** A backup that the sys tenant was asked for: its job has no task, and has the tenants' jobs under it. */
    SysBackup sysBackup(long job) {
        return new SysBackup(this, new ViewKey(SYS, job));
    }

    /** The tenant is not NORMAL any more, and says so. */
    void degrades(long tenant, String status) throws SQLException {
        views.update(View.TENANTS, ViewKey.tenant(tenant), Map.of("STATUS", status));
        views.hide(tenant);
    }

    void recovers(long tenant) throws SQLException {
        views.update(View.TENANTS, ViewKey.tenant(tenant), Map.of("STATUS", "NORMAL"));
        views.show(tenant);
    }

    /** Rows leave a view as if they had never been there, which OceanBase is not known to do. */
    void loses(View view, long tenant, long id) throws SQLException {
        views.delete(view, new ViewKey(tenant, id));
    }

    /** Built anew at the same address, so that every connection is a new one; its clock goes right. */
    void isRebuilt() throws SQLException {
        views.redeploy();
        tenant(1002, "orders");
        tenant(1004, "billing");
        stage.connectAnew(now().plus(AFTER_THE_POLL));
    }

    void insert(View view, long tenant, String columns, Map<String, ? extends @Nullable Object> more)
            throws SQLException {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("TENANT_ID", tenant);
        row.putAll(Words.columns(columns));
        row.putAll(more);
        row.keySet().removeIf(column -> !version.has(view, column));
        views.insert(view, row);
        if (view == View.JOBS && row.get("JOB_ID") instanceof Long job) {
            starts.put(new ViewKey(tenant, job), now());
        }
    }

    void update(View view, ViewKey key, Map<String, ? extends @Nullable Object> columns) throws SQLException {
        Map<String, @Nullable Object> row = new LinkedHashMap<>(columns);
        row.keySet().removeIf(column -> !version.has(view, column));
        if (!row.isEmpty()) {
            views.update(view, key, row);
            derive(view, key, row.keySet());
        }
    }

    /** When that job started. */
    Instant startOf(ViewKey job) {
        return Objects.requireNonNull(starts.get(job), () -> "no such job: " + job);
    }

    void execute(String sql) throws SQLException {
        stage.execute(sql);
    }

    /** The rate is an average that is known at the end only; the percentage never says 100 too early. */
    private void derive(View view, ViewKey key, Set<String> written) throws SQLException {
        if (view != View.TASKS) {
            return;
        }
        if (written.contains("END_TIMESTAMP")) {
            derive("OUTPUT_RATE_BYTES", RATE, key);
        }
        boolean counts = written.stream().anyMatch(column -> column.endsWith("MACRO_BLOCK_COUNT"));
        if (counts && version.has(view, "DATA_PROGRESS")) {
            derive("DATA_PROGRESS", PERCENT.formatted("MACRO_BLOCK_COUNT"), key);
        }
        if (written.contains("LOG_FILE_COUNT") && version.has(view, "LOG_PROGRESS")) {
            derive("LOG_PROGRESS", PERCENT.formatted("LOG_FILE_COUNT"), key);
        }
    }

    private void derive(String column, String from, ViewKey key) throws SQLException {
        execute("UPDATE oceanbase.%s SET %s = %s WHERE TENANT_ID = %d AND TASK_ID = %d"
                .formatted(View.TASKS.viewName(), column, from, key.tenantId(), key.id()));
    }
}
