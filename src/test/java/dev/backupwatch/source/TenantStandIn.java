package dev.backupwatch.source;

import dev.backupwatch.demo.BackupViews;
import dev.backupwatch.demo.StandIn;
import dev.backupwatch.demo.View;
import dev.backupwatch.demo.ViewKey;
import dev.backupwatch.story.Fork;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A stand-in that the user tenant 1002 is logged into: it shows the DBA_OB_* views with its own rows. */
final class TenantStandIn implements AutoCloseable {

    /** After any first look. */
    static final Instant START = Instant.parse("2036-11-20T18:00:00.123456Z");

    static final Instant CREATED = Instant.parse("2024-05-06T01:30:00.123456Z");

    static final ViewKey JOB = new ViewKey(1002, 6);

    final StandIn standIn;
    final BackupViews views;
    private final Connection admin;

    TenantStandIn(String folder) throws SQLException {
        standIn = StandIn.start(Fork.folder(folder), Looks.SETUP.ofTenant(1002));
        admin = standIn.connect();
        views = new BackupViews(admin);
        tenant(1002, "orders", "USER");
        tenant(1001, "META$1002", "META");
    }

    @Override
    public void close() throws SQLException {
        admin.close();
        standIn.close();
    }

    void forgetBackups() throws SQLException {
        for (View view : List.of(View.JOBS, View.TASKS, View.JOB_HISTORY, View.TASK_HISTORY)) {
            run("DELETE FROM oceanbase." + view.viewName());
        }
    }

    void answerAsTenant(long id) throws SQLException {
        run("CREATE OR REPLACE FUNCTION oceanbase.EFFECTIVE_TENANT_ID() RETURNS bigint NO SQL RETURN " + id);
        run("GRANT EXECUTE ON FUNCTION oceanbase.EFFECTIVE_TENANT_ID TO monitor");
    }

    private void tenant(long id, String name, String type) throws SQLException {
        views.insert(
                View.TENANTS,
                Map.of(
                        "TENANT_ID",
                        id,
                        "TENANT_NAME",
                        name,
                        "TENANT_TYPE",
                        type,
                        "STATUS",
                        "NORMAL",
                        "COMPATIBILITY_MODE",
                        "MYSQL",
                        "TENANT_ROLE",
                        "PRIMARY",
                        "CREATE_TIME",
                        CREATED));
    }

    /** Of the cluster backup 3. */
    void startJob(long tenant, long job) throws SQLException {
        views.insert(
                View.JOBS,
                Map.of(
                        "TENANT_ID",
                        tenant,
                        "JOB_ID",
                        job,
                        "INITIATOR_TENANT_ID",
                        1,
                        "INITIATOR_JOB_ID",
                        3,
                        "START_TIMESTAMP",
                        START,
                        "STATUS",
                        "DOING"));
    }

    void comeAndGo(long tenant, long job) throws SQLException {
        startJob(tenant, job);
        var key = new ViewKey(tenant, job);
        views.update(View.JOBS, key, Map.of("STATUS", "COMPLETED", "END_TIMESTAMP", START.plusSeconds(job)));
        views.moveToHistory(key, List.of());
    }

    void startTask(long tenant, long task) throws SQLException {
        views.insert(
                View.TASKS,
                Map.of(
                        "TENANT_ID",
                        tenant,
                        "TASK_ID",
                        task,
                        "JOB_ID",
                        task,
                        "START_TIMESTAMP",
                        START,
                        "STATUS",
                        "INIT"));
    }

    void end(View view) throws SQLException {
        views.update(view, JOB, Map.of("STATUS", "COMPLETED", "END_TIMESTAMP", START.plusSeconds(90)));
    }

    void run(String sql) throws SQLException {
        try (Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }
}
