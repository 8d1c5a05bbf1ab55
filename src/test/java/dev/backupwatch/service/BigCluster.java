package dev.backupwatch.service;

import dev.backupwatch.demo.StandIn;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A cluster backup of many tenants, each with a job and a task of its own, of which some move at a time. */
final class BigCluster implements AutoCloseable {

    private static final int FIRST = 1001;

    private static final List<String> VIEWS = List.of("DBA_OB_TENANTS", "CDB_OB_BACKUP_JOBS", "CDB_OB_BACKUP_TASKS");
    private static final String TENANTS =
            "INSERT INTO DBA_OB_TENANTS (TENANT_ID, TENANT_NAME, TENANT_TYPE, STATUS) SELECT ";
    private static final String JOBS = "INSERT INTO CDB_OB_BACKUP_JOBS (TENANT_ID, JOB_ID, BACKUP_SET_ID,"
            + " INITIATOR_TENANT_ID, INITIATOR_JOB_ID, EXECUTOR_TENANT_ID, START_TIMESTAMP, STATUS, RESULT, BACKUP_TYPE,"
            + " JOB_LEVEL, PATH) SELECT ";
    private static final String TASKS = "INSERT INTO CDB_OB_BACKUP_TASKS (TENANT_ID, TASK_ID, JOB_ID, BACKUP_SET_ID,"
            + " START_TIMESTAMP, STATUS, RESULT, TABLET_COUNT, FINISH_TABLET_COUNT, MACRO_BLOCK_COUNT,"
            + " FINISH_MACRO_BLOCK_COUNT, INPUT_BYTES, OUTPUT_BYTES, PATH) SELECT ";
    private static final String MOVE = "UPDATE CDB_OB_BACKUP_TASKS SET FINISH_MACRO_BLOCK_COUNT ="
            + " FINISH_MACRO_BLOCK_COUNT + 50, FINISH_TABLET_COUNT = FINISH_TABLET_COUNT + 1,"
            + " INPUT_BYTES = INPUT_BYTES + 104857600, OUTPUT_BYTES = OUTPUT_BYTES + 73400320"
            + " WHERE TENANT_ID BETWEEN %d AND %d";

    private final Connection admin;
    private final int tenants;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private int moved;

    private BigCluster(Connection admin, int tenants) {
        this.admin = admin;
        this.tenants = tenants;
    }

    /** In place of all that the stand-in's views hold of running backups. */
    static BigCluster prepare(StandIn standIn, int tenants) throws SQLException {
        var cluster = new BigCluster(standIn.connect(), tenants);
        for (String view : VIEWS) {
            cluster.execute("DELETE FROM " + view);
        }
        String each = " FROM seq_%d_to_%d".formatted(FIRST, FIRST + tenants - 1);
        cluster.execute(TENANTS + "1, 'sys', 'SYS', 'NORMAL'");
        cluster.execute(TENANTS + "seq, CONCAT('tenant_', seq), 'USER', 'NORMAL'" + each);
        cluster.execute(JOBS + "1, 1, 0, 1, 0, GROUP_CONCAT(seq), NOW(6), 'DOING', 0, 'FULL', 'CLUSTER', ''" + each);
        cluster.execute(JOBS + "seq, 1, 1, 1, 1, seq, NOW(6), 'DOING', 0, 'FULL', 'USER_TENANT',"
                + " CONCAT('file:///backup/', seq)" + each);
        cluster.execute(TASKS + "seq, 1, 1, 1, NOW(6), 'BACKUP_DATA_MAJOR', 0, 200, 0, 10000, 0, 0, 0,"
                + " CONCAT('file:///backup/', seq)" + each);
        return cluster;
    }

    int tenants() {
        return tenants;
    }

    /** From now on so many tasks move at a time, in turn. */
    void move(int tasks, Duration interval) {
        var unused = executor.scheduleAtFixedRate(() -> move(tasks), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void move(int tasks) {
        int first = FIRST + moved;
        moved = (moved + tasks) % tenants;
        try {
            execute(MOVE.formatted(first, first + tasks - 1));
        } catch (SQLException failure) {
            throw new IllegalStateException("the stand-in refused a step", failure);
        }
    }

    @Override
    public void close() throws SQLException {
        executor.shutdownNow();
        admin.close();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }
}
