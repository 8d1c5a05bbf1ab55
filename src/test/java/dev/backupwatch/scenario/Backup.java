package dev.backupwatch.scenario;

import dev.backupwatch.demo.View;
import dev.backupwatch.demo.ViewKey;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One tenant's backup, step by step as the kernel writes it. */
record Backup(Cluster cluster, ViewKey jobKey, ViewKey taskKey) {

    private static final String OF_A_JOB =
            "INCARNATION=1 PLUS_ARCHIVELOG=OFF BACKUP_TYPE=FULL JOB_LEVEL=USER_TENANT ENCRYPTION_MODE=NONE RESULT=0"
                    + " COMMENT='' DESCRIPTION='' PASSWD=secret";
    private static final String OF_A_TASK =
            "INCARNATION=1 STATUS=INIT START_SCN=1772388000123456789 END_SCN=0 USER_LS_START_SCN=0 ENCRYPTION_MODE=NONE"
                    + " PASSWD=secret INPUT_BYTES=0 OUTPUT_BYTES=0 EXTRA_META_BYTES=0 TABLET_COUNT=0"
                    + " FINISH_TABLET_COUNT=0 MACRO_BLOCK_COUNT=0 FINISH_MACRO_BLOCK_COUNT=0 FILE_COUNT=0 META_TURN_ID=1"
                    + " DATA_TURN_ID=0 MINOR_TURN_ID=0 MAJOR_TURN_ID=0 RESULT=0 COMMENT=''";

    /** Asked for in the tenant itself, DOING, with its task. */
    void starts() throws SQLException {
        startsJob("STATUS=DOING");
        startsTask();
    }

    /** As part of the sys tenant's backup of that number. */
    void startsUnder(long sysJob) throws SQLException {
        startsJob("STATUS=DOING INITIATOR_TENANT_ID=1 INITIATOR_JOB_ID=" + sysJob);
        startsTask();
    }

    /** The job alone, in INIT unless told otherwise. */
    void startsJob(String columns) throws SQLException {
        Map<String, @Nullable Object> row = new LinkedHashMap<>(Words.columns(OF_A_JOB));
        row.putAll(Map.of("JOB_ID", jobKey.id(), "BACKUP_SET_ID", taskKey.id(), "STATUS", "INIT"));
        row.putAll(Map.of("INITIATOR_TENANT_ID", jobKey.tenantId(), "INITIATOR_JOB_ID", 0));
        row.put("EXECUTOR_TENANT_ID", Long.toString(jobKey.tenantId()));
        row.put("START_TIMESTAMP", cluster.now());
        row.put("PATH", "file:///backup/" + jobKey.tenantId());
        row.putAll(Words.columns(columns));
        cluster.insert(View.JOBS, jobKey.tenantId(), "", row);
    }

    /** Its START_TIMESTAMP is a copy of the job's. */
    void startsTask() throws SQLException {
        Map<String, @Nullable Object> row = new LinkedHashMap<>(Words.columns(OF_A_TASK));
        row.putAll(Map.of("TASK_ID", taskKey.id(), "JOB_ID", jobKey.id(), "BACKUP_SET_ID", taskKey.id()));
        row.put("START_TIMESTAMP", cluster.startOf(jobKey));
        row.put("PATH", "file:///backup/" + taskKey.tenantId());
        cluster.insert(View.TASKS, taskKey.tenantId(), "", row);
    }

    void job(String columns) throws SQLException {
        cluster.update(View.JOBS, jobKey, Words.columns(columns));
    }

    void task(String columns) throws SQLException {
        cluster.update(View.TASKS, taskKey, Words.columns(columns));
    }

    /** The final status stands in the live view until the scheduler's next pass. */
    void finishesTask(String columns) throws SQLException {
        cluster.update(View.TASKS, taskKey, ended(columns));
    }

    void finishesJob(String columns) throws SQLException {
        cluster.update(View.JOBS, jobKey, ended(columns));
    }

    /** Both rows reach the history, and leave the live views, in one transaction. */
    void moves() throws SQLException {
        cluster.views().moveToHistory(jobKey, List.of(taskKey));
    }

    /** Without a task there is nothing but the job to move. */
    void movesWithoutTask() throws SQLException {
        cluster.views().moveToHistory(jobKey, List.of());
    }

    /** All that becomes of it at its end, within less than a poll's interval. */
    void ends(String columns) throws SQLException {
        finishesTask(columns);
        finishesJob(columns);
        moves();
    }

    /** From its start to the history within less than a poll's interval. */
    void comesAndGoes(String columns) throws SQLException {
        starts();
        ends(columns);
    }

    private Map<String, @Nullable Object> ended(String columns) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>(Words.columns(columns));
        row.put("END_TIMESTAMP", cluster.now());
        return row;
    }
}
