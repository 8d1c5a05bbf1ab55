package dev.backupwatch.service;

import dev.backupwatch.demo.BackupViews;
import dev.backupwatch.demo.View;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** Writes what ended into the history views, as if it had been backed up for days. */
record PastBackups(BackupViews views) {

    private static final long BYTES = 6L << 30;

    /** How one ended. */
    enum Outcome {
        COMPLETED(0, ""),
        FAILED(-4009, "(ROOTSERVICE)addr: 10.0.0.1:2882, result: -4009(IO error), trace_id: YB42"),
        CANCELED(-4072, "");

        private final long result;
        private final String comment;

        Outcome(long result, String comment) {
            this.result = result;
            this.comment = comment;
        }
    }

    /**
     * A tenant's own job, which wrote 6 GB.
     *
     * @param type FULL or INC
     */
    record Ended(long tenant, long job, String type, Instant end, Duration time, Outcome outcome) {}

    void add(Ended ended) throws SQLException {
        Instant end = ended.end().truncatedTo(ChronoUnit.MICROS);
        Map<String, Object> common = new HashMap<>(Map.of(
                "TENANT_ID",
                ended.tenant(),
                "JOB_ID",
                ended.job(),
                "INCARNATION",
                1,
                "BACKUP_SET_ID",
                ended.job(),
                "START_TIMESTAMP",
                end.minus(ended.time()),
                "END_TIMESTAMP",
                end,
                "STATUS",
                ended.outcome().name(),
                "RESULT",
                ended.outcome().result,
                "COMMENT",
                ended.outcome().comment,
                "PATH",
                "file:///backup"));
        Map<String, Object> task = new HashMap<>(common);
        task.putAll(Map.of("TASK_ID", ended.job(), "OUTPUT_BYTES", BYTES, "INPUT_BYTES", BYTES));
        views.insert(View.TASK_HISTORY, task);
        Map<String, Object> job = new HashMap<>(common);
        job.putAll(Map.of(
                "INITIATOR_TENANT_ID", ended.tenant(),
                "INITIATOR_JOB_ID", 0,
                "EXECUTOR_TENANT_ID", Long.toString(ended.tenant()),
                "BACKUP_TYPE", ended.type(),
                "JOB_LEVEL", "USER_TENANT"));
        views.insert(View.JOB_HISTORY, job);
    }

    void addTenant(long id, String name) throws SQLException {
        views.insert(
                View.TENANTS, Map.of("TENANT_ID", id, "TENANT_NAME", name, "TENANT_TYPE", "USER", "STATUS", "NORMAL"));
    }
}
