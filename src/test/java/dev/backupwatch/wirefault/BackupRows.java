package dev.backupwatch.wirefault;

import dev.backupwatch.demo.BackupViews;
import dev.backupwatch.demo.View;
import dev.backupwatch.demo.ViewKey;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A backup of the tenant 1002 that runs, and one that has ended, with every kind of value that the views have. */
record BackupRows(BackupViews views) {

    static final long TENANT = 1002;
    static final Instant START = Instant.parse("2025-11-20T18:00:00.123456Z");
    static final Instant END = Instant.parse("2025-11-20T18:20:59.999999Z");
    static final String COMMENT = "备份失败：空间不足 💾 (ROOTSERVICE)addr: 10.0.0.1:2882";
    static final BigDecimal SCN = new BigDecimal("18446744073709551615");

    void written() throws SQLException {
        tenant(1, "sys", "SYS");
        tenant(TENANT, "订单", "USER");
        start(7, 3);
        end(7, 3);
        start(8, 4);
    }

    private void tenant(long id, String name, String type) throws SQLException {
        views.insert(
                View.TENANTS,
                Map.of(
                        "TENANT_ID", id,
                        "TENANT_NAME", name,
                        "TENANT_TYPE", type,
                        "STATUS", "NORMAL",
                        "TENANT_ROLE", "STANDBY",
                        "CREATE_TIME", START));
    }

    void start(long job, long task) throws SQLException {
        views.insert(
                View.JOBS,
                Map.of(
                        "TENANT_ID", TENANT,
                        "JOB_ID", job,
                        "START_TIMESTAMP", START,
                        "STATUS", "DOING",
                        "COMMENT", COMMENT));
        Map<String, Object> columns = new HashMap<>(Map.of(
                "TENANT_ID", TENANT,
                "TASK_ID", task,
                "JOB_ID", job,
                "START_TIMESTAMP", START,
                "STATUS", "BACKUP_USER_DATA",
                "START_SCN", SCN,
                "OUTPUT_RATE_BYTES", new BigDecimal("123456789012.3400"),
                "DATA_PROGRESS", new BigDecimal("99.90")));
        views.insert(View.TASKS, columns);
    }

    /** Writes also what the task had got done by then. */
    void end(long job, long task) throws SQLException {
        views.update(
                View.TASKS,
                new ViewKey(TENANT, task),
                Map.of("STATUS", "COMPLETED", "END_TIMESTAMP", END, "OUTPUT_BYTES", 5_000_000_000L));
        views.update(
                View.JOBS, new ViewKey(TENANT, job), Map.of("STATUS", "FAILED", "END_TIMESTAMP", END, "RESULT", -4012));
        views.moveToHistory(new ViewKey(TENANT, job), List.of(new ViewKey(TENANT, task)));
    }
}
