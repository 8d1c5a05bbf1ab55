package dev.backupwatch.service;

import dev.backupwatch.demo.BackupViews;
import dev.backupwatch.demo.View;
import dev.backupwatch.demo.ViewKey;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a cluster backup's rows by hand, so that the test knows each value. */
record ClusterBackup(BackupViews views) {

    /** After any first look, so that what starts here has just started. */
    static final Instant START = Instant.parse("2036-11-20T18:00:00.123456Z");

    static final String SECRET = "S3cr3tK3yNobodyMaySee";
    static final String PATH =
            "oss://bucket/backup?host=oss.example.com&access_id=LTAI" + SECRET + "&access_key=" + SECRET;

    void job(long tenant, long job, String status, Map<String, Object> more) throws SQLException {
        Map<String, Object> columns = new HashMap<>(Map.of(
                "TENANT_ID",
                tenant,
                "JOB_ID",
                job,
                "INCARNATION",
                1,
                "BACKUP_SET_ID",
                tenant == 1 ? 0 : job,
                "INITIATOR_TENANT_ID",
                1,
                "INITIATOR_JOB_ID",
                1,
                "EXECUTOR_TENANT_ID",
                tenant == 1 ? "1002,1004" : Long.toString(tenant),
                "START_TIMESTAMP",
                START,
                "STATUS",
                status,
                "RESULT",
                0));
        columns.putAll(Map.of(
                "PLUS_ARCHIVELOG",
                "OFF",
                "BACKUP_TYPE",
                "FULL",
                "JOB_LEVEL",
                tenant == 1 ? "CLUSTER" : "USER_TENANT",
                "PASSWD",
                SECRET,
                "PATH",
                tenant == 1 ? "" : PATH));
        columns.putAll(more);
        views.insert(View.JOBS, columns);
    }

    void task(long tenant, long task, long job) throws SQLException {
        Map<String, Object> columns = new HashMap<>(Map.of(
                "TENANT_ID", tenant,
                "TASK_ID", task,
                "JOB_ID", job,
                "INCARNATION", 1,
                "BACKUP_SET_ID", job,
                "START_TIMESTAMP", START,
                "STATUS", "INIT",
                "START_SCN", 1763661600123456000L,
                "END_SCN", 0));
        columns.putAll(Map.of(
                "TABLET_COUNT", 0,
                "FINISH_TABLET_COUNT", 0,
                "MACRO_BLOCK_COUNT", 0,
                "FINISH_MACRO_BLOCK_COUNT", 0,
                "INPUT_BYTES", 0,
                "OUTPUT_BYTES", 0,
                "RESULT", 0,
                "PASSWD", SECRET,
                "PATH", PATH));
        views.insert(View.TASKS, columns);
    }

    void updateJob(long tenant, long job, Map<String, Object> columns) throws SQLException {
        views.update(View.JOBS, new ViewKey(tenant, job), columns);
    }

    void updateTask(long tenant, long task, Map<String, Object> columns) throws SQLException {
        views.update(View.TASKS, new ViewKey(tenant, task), columns);
    }

    void end(long tenant, long job, long task) throws SQLException {
        views.moveToHistory(new ViewKey(tenant, job), List.of(new ViewKey(tenant, task)));
    }

    static Map<String, Object> ended(String status, long result) {
        return Map.of("STATUS", status, "RESULT", result, "END_TIMESTAMP", START.plusSeconds(90));
    }
}
