package dev.backupwatch.wirefault;

import dev.backupwatch.demo.BackupViews;
import dev.backupwatch.demo.View;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** Backups that ended long ago, one a day. */
record PastRuns(BackupViews views) {

    private static final Instant FIRST = Instant.parse("2025-11-01T18:00:00.123456Z");

    static Instant end(long job) {
        return FIRST.plus(job, ChronoUnit.DAYS);
    }

    /** The task has the hundredfold of the job's number. */
    void ended(long tenant, long job, String type, String status) throws SQLException {
        Map<String, Object> columns = row(tenant, job, status);
        columns.put("BACKUP_TYPE", type);
        columns.put("PASSWD", "not to be read");
        columns.put("PATH", "oss://bucket/backup?host=oss.example.com&access_id=ID&access_key=KEY");
        views.insert(View.JOB_HISTORY, columns);
        taskEnded(tenant, job, status);
    }

    void taskEnded(long tenant, long job, String status) throws SQLException {
        Map<String, Object> columns = row(tenant, job, status);
        columns.put("TASK_ID", 100 * job);
        columns.put("OUTPUT_BYTES", 1_000_000 * job);
        views.insert(View.TASK_HISTORY, columns);
    }

    private static Map<String, Object> row(long tenant, long job, String status) {
        return new HashMap<>(Map.of(
                "TENANT_ID",
                tenant,
                "JOB_ID",
                job,
                "START_TIMESTAMP",
                end(job).minusSeconds(600),
                "END_TIMESTAMP",
                end(job),
                "STATUS",
                status));
    }
}
