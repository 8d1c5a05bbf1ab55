package dev.backupwatch.service;

import dev.backupwatch.demo.BackupViews;
import dev.backupwatch.demo.View;
import dev.backupwatch.demo.ViewKey;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Backups of now, one row at a time. A tenant's job has one task, of the same number. */
record HandWritten(BackupViews views) {

    private static final long SYS = 1;

    void tenant(long id, String name) throws SQLException {
        views.insert(
                View.TENANTS,
                Map.of(
                        "TENANT_ID",
                        id,
                        "TENANT_NAME",
                        name,
                        "TENANT_TYPE",
                        id == SYS ? "SYS" : "USER",
                        "STATUS",
                        "NORMAL",
                        "TENANT_ROLE",
                        "PRIMARY"));
    }

    /** The service reads the tenants anew when a job has left the live views. */
    void created(long id, Instant time) throws SQLException {
        views.update(View.TENANTS, ViewKey.tenant(id), Map.of("CREATE_TIME", time));
    }

    void beginCluster(long job, long... tenants) throws SQLException {
        String names = LongStream.of(tenants).mapToObj(Long::toString).collect(Collectors.joining(","));
        views.insert(
                View.JOBS,
                job(
                        SYS,
                        job,
                        Map.of(
                                "STATUS",
                                "INIT",
                                "JOB_LEVEL",
                                "CLUSTER",
                                "INITIATOR_JOB_ID",
                                job,
                                "EXECUTOR_TENANT_ID",
                                names)));
    }

    void moveCluster(long job, String status) throws SQLException {
        views.update(View.JOBS, new ViewKey(SYS, job), Map.of("STATUS", status));
    }

    void endCluster(long job, String status) throws SQLException {
        views.update(View.JOBS, new ViewKey(SYS, job), ended(status));
        views.copySysJobToHistory(new ViewKey(SYS, job));
        views.removeMovedSysJob(new ViewKey(SYS, job));
    }

    /** A tenant's own. */
    void begin(long tenant, long job, Map<String, Object> more) throws SQLException {
        views.insert(View.JOBS, job(tenant, job, more));
        views.insert(View.TASKS, task(tenant, job));
    }

    void beginUnder(long clusterJob, long tenant, long job) throws SQLException {
        begin(tenant, job, Map.of("INITIATOR_TENANT_ID", SYS, "INITIATOR_JOB_ID", clusterJob));
    }

    /** How a task stands that copies the baseline data of 100 tablets in 1,000 macro blocks. */
    static Map<String, Object> major(int tablets, int blocks, long bytes) {
        return Map.of(
                "STATUS",
                "BACKUP_DATA_MAJOR",
                "TABLET_COUNT",
                100,
                "FINISH_TABLET_COUNT",
                tablets,
                "MACRO_BLOCK_COUNT",
                1000,
                "FINISH_MACRO_BLOCK_COUNT",
                blocks,
                "DATA_PROGRESS",
                blocks / 10.0,
                "OUTPUT_BYTES",
                bytes);
    }

    void move(long tenant, long job, Map<String, Object> columns) throws SQLException {
        views.update(View.TASKS, new ViewKey(tenant, job), columns);
    }

    void complete(long tenant, long job) throws SQLException {
        end(tenant, job, ended("COMPLETED"));
    }

    void fail(long tenant, long job, long result, String comment) throws SQLException {
        Map<String, Object> columns = ended("FAILED");
        columns.putAll(Map.of("RESULT", result, "COMMENT", comment));
        end(tenant, job, columns);
    }

    private void end(long tenant, long job, Map<String, Object> columns) throws SQLException {
        var key = new ViewKey(tenant, job);
        views.update(View.TASKS, key, columns);
        views.update(View.JOBS, key, columns);
        views.moveToHistory(key, List.of(key));
    }

    private static Map<String, Object> job(long tenant, long job, Map<String, Object> more) {
        Map<String, Object> columns = common(tenant, job);
        columns.putAll(Map.of(
                "STATUS",
                "DOING",
                "INITIATOR_TENANT_ID",
                tenant,
                "INITIATOR_JOB_ID",
                0,
                "JOB_LEVEL",
                "USER_TENANT",
                "BACKUP_TYPE",
                "FULL",
                "PLUS_ARCHIVELOG",
                "OFF",
                "EXECUTOR_TENANT_ID",
                Long.toString(tenant),
                "PATH",
                tenant == SYS ? "" : "file:///backup/" + tenant));
        columns.putAll(more);
        return columns;
    }

    private static Map<String, Object> task(long tenant, long job) {
        Map<String, Object> columns = common(tenant, job);
        columns.putAll(Map.of(
                "TASK_ID", job,
                "STATUS", "INIT",
                "TABLET_COUNT", 0,
                "FINISH_TABLET_COUNT", 0,
                "MACRO_BLOCK_COUNT", 0,
                "FINISH_MACRO_BLOCK_COUNT", 0,
                "INPUT_BYTES", 0,
                "OUTPUT_BYTES", 0,
                "PATH", "file:///backup/" + tenant));
        return columns;
    }

    private static Map<String, Object> common(long tenant, long job) {
        return new HashMap<>(Map.of(
                "TENANT_ID",
                tenant,
                "JOB_ID",
                job,
                "INCARNATION",
                1,
                "BACKUP_SET_ID",
                tenant == SYS ? 0 : job,
                "START_TIMESTAMP",
                now(),
                "RESULT",
                0));
    }

    private static Map<String, Object> ended(String status) {
        return new HashMap<>(Map.of("STATUS", status, "END_TIMESTAMP", now()));
    }

    /** The views have microseconds. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
