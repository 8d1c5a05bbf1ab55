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
import java.util.Random;

/** A tenant's own jobs, one after the other: many of them begin and end between two polls. */
final class BriefJobs {

    private static final long TENANT = 1008;
    private static final double BEGINS = 0.1;
    private static final double ENDS_AT_ONCE = 0.5;
    private static final double ENDS = 0.15;

    private static final List<Map<String, Object>> OUTCOMES = List.of(
            Map.of("STATUS", "COMPLETED", "RESULT", 0),
            Map.of("STATUS", "FAILED", "RESULT", -4009),
            Map.of("STATUS", "CANCELED", "RESULT", -4072));

    private final BackupViews views;
    private final Random random;
    private long job;
    private boolean isRunning;

    BriefJobs(BackupViews views, Random random) {
        this.views = views;
        this.random = random;
    }

    void addTenant() throws SQLException {
        views.insert(
                View.TENANTS,
                Map.of("TENANT_ID", TENANT, "TENANT_NAME", "brief", "TENANT_TYPE", "USER", "STATUS", "NORMAL"));
    }

    void step() throws SQLException {
        if (!isRunning && random.nextDouble() < BEGINS) {
            begin();
            if (random.nextDouble() < ENDS_AT_ONCE) {
                end();
            }
        } else if (isRunning && random.nextDouble() < ENDS) {
            end();
        } else if (isRunning) {
            views.update(View.TASKS, key(), Map.of("OUTPUT_BYTES", random.nextInt(1_000_000)));
        }
    }

    private void begin() throws SQLException {
        job++;
        isRunning = true;
        Map<String, Object> common = new HashMap<>(Map.of(
                "TENANT_ID", TENANT, "JOB_ID", job, "INCARNATION", 1, "BACKUP_SET_ID", job, "START_TIMESTAMP", now()));
        common.putAll(Map.of("STATUS", "DOING", "RESULT", 0, "PATH", "file:///backup/brief"));
        Map<String, Object> ofTheJob = new HashMap<>(common);
        ofTheJob.putAll(Map.of("INITIATOR_TENANT_ID", TENANT, "INITIATOR_JOB_ID", 0, "JOB_LEVEL", "USER_TENANT"));
        Map<String, Object> ofTheTask = new HashMap<>(common);
        ofTheTask.putAll(Map.of("TASK_ID", job, "OUTPUT_BYTES", 0));
        views.insert(View.JOBS, ofTheJob);
        views.insert(View.TASKS, ofTheTask);
    }

    private void end() throws SQLException {
        Map<String, Object> outcome = new HashMap<>(OUTCOMES.get(random.nextInt(OUTCOMES.size())));
        outcome.put("END_TIMESTAMP", now());
        views.update(View.TASKS, key(), outcome);
        views.update(View.JOBS, key(), outcome);
        views.moveToHistory(key(), List.of(key()));
        isRunning = false;
    }

    private ViewKey key() {
        return new ViewKey(TENANT, job);
    }

    /** The views have microseconds. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
