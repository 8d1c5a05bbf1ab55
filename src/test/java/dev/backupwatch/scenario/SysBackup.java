package dev.backupwatch.scenario;

import dev.backupwatch.demo.View;
import dev.backupwatch.demo.ViewKey;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sys tenant's own job over those of the tenants: it has no task, and moves in two steps. */
record SysBackup(Cluster cluster, ViewKey key) {

    private static final String OF_THE_JOB =
            "INCARNATION=1 BACKUP_SET_ID=0 PLUS_ARCHIVELOG=OFF BACKUP_TYPE=FULL JOB_LEVEL=CLUSTER ENCRYPTION_MODE=NONE"
                    + " PASSWD=secret RESULT=0 STATUS=DOING COMMENT='' DESCRIPTION='' PATH=''";

    /** @param executors the tenants' ids as the kernel lists them: {@code 1002,1004} */
    void starts(String executors) throws SQLException {
        starts(executors, "");
    }

    void starts(String executors, String columns) throws SQLException {
        Map<String, @Nullable Object> row = new LinkedHashMap<>(Words.columns(OF_THE_JOB));
        row.putAll(Map.of("JOB_ID", key.id(), "INITIATOR_TENANT_ID", key.tenantId(), "INITIATOR_JOB_ID", key.id()));
        row.put("EXECUTOR_TENANT_ID", executors);
        row.put("START_TIMESTAMP", cluster.now());
        row.putAll(Words.columns(columns));
        cluster.insert(View.JOBS, key.tenantId(), "", row);
    }

    void job(String columns) throws SQLException {
        cluster.update(View.JOBS, key, Words.columns(columns));
    }

    void finishes(String columns) throws SQLException {
        Map<String, @Nullable Object> row = new LinkedHashMap<>(Words.columns(columns));
        row.put("END_TIMESTAMP", cluster.now());
        cluster.update(View.JOBS, key, row);
    }

    /** From now on it is in both views. */
    void isCopied() throws SQLException {
        cluster.views().copySysJobToHistory(key);
    }

    void isDeleted() throws SQLException {
        cluster.views().removeMovedSysJob(key);
    }

    void ends(String columns) throws SQLException {
        finishes(columns);
        isCopied();
        isDeleted();
    }
}
