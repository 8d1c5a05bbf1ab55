package dev.backupwatch.service;

import static dev.backupwatch.service.ClusterBackup.ended;

import dev.backupwatch.demo.View;
import dev.backupwatch.demo.ViewKey;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;

/**
 * A cluster backup from its start to its end: one tenant's succeeds, one's fails with a comment that would be a script if it
 * were not text, and one tenant never gets a job.
 */
record EventfulBackup(ClusterBackup backup, Service service) {

    static final long JOB = 7;
    static final long GOOD = 1002;
    static final long BAD = 1004;
    static final long SKIPPED = 1006;

    private static final long BYTES_OF_A_BLOCK = 2L * 1024 * 1024;

    static final String SCRIPT =
            "<img src=x onerror='window.hacked=1'><script>window.hacked=2</script>(ROOTSERVICE)addr: 10.0.0.1:2882";

    /** Before the service looks for the first time. The one that is skipped was never backed up since long ago. */
    static void addTenants(ClusterBackup backup) throws SQLException {
        backup.views()
                .insert(
                        View.TENANTS,
                        Map.of(
                                "TENANT_ID", SKIPPED,
                                "TENANT_NAME", "crm",
                                "TENANT_TYPE", "USER",
                                "TENANT_ROLE", "PRIMARY",
                                "STATUS", "NORMAL",
                                "CREATE_TIME", Instant.parse("2025-11-20T18:00:00Z")));
    }

    /** Each step is seen by a poll of its own. */
    void run() throws SQLException {
        backup.job(1, JOB, "DOING", Map.of("EXECUTOR_TENANT_ID", "1002,1004,1006", "INITIATOR_JOB_ID", JOB));
        service.awaitPoll();
        begin(GOOD);
        begin(BAD);
        service.awaitPoll();
        backup.updateTask(GOOD, JOB, Map.of("STATUS", "BACKUP_DATA_MAJOR", "MACRO_BLOCK_COUNT", 1000));
        service.awaitPoll();
        move(GOOD, JOB, 420);
        backup.updateJob(BAD, JOB, Map.of("COMMENT", SCRIPT));
        service.awaitPoll();
        end(BAD, "FAILED", -4009);
        end(GOOD, "COMPLETED", 0);
        backup.updateJob(1, JOB, ended("COMPLETED", 0));
        service.awaitPoll();
        backup.views().copySysJobToHistory(new ViewKey(1, JOB));
        backup.views().removeMovedSysJob(new ViewKey(1, JOB));
        service.awaitPoll();
    }

    void move(long tenant, long task, int blocks) throws SQLException {
        backup.updateTask(
                tenant, task, Map.of("FINISH_MACRO_BLOCK_COUNT", blocks, "OUTPUT_BYTES", blocks * BYTES_OF_A_BLOCK));
    }

    private void begin(long tenant) throws SQLException {
        backup.job(tenant, JOB, "DOING", Map.of("INITIATOR_JOB_ID", JOB));
        backup.task(tenant, JOB, JOB);
    }

    private void end(long tenant, String status, long result) throws SQLException {
        backup.updateTask(tenant, JOB, ended(status, result));
        backup.updateJob(tenant, JOB, ended(status, result));
        service.awaitPoll();
        backup.end(tenant, JOB, JOB);
        service.awaitPoll();
    }
}
