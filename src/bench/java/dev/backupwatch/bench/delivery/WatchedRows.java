package dev.backupwatch.bench.delivery;

import dev.backupwatch.demo.BackupViews;
import dev.backupwatch.demo.StandIn;
import dev.backupwatch.demo.View;
import dev.backupwatch.demo.ViewColumns;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A stand-in OceanBase with as many running backups as are wanted, whose counters go up or stand still. */
final class WatchedRows implements AutoCloseable {

    static final long TENANT = 1002;

    /** Often enough that each poll of a source that asks once a second finds every row changed. */
    static final double TICK_SECONDS = 0.2;

    private static final int MILLIS_A_SECOND = 1_000;

    private static final String STEP = "UPDATE oceanbase.CDB_OB_BACKUP_TASKS SET"
            + " INPUT_BYTES = INPUT_BYTES + 35651584, OUTPUT_BYTES = OUTPUT_BYTES + 15330181,"
            + " FINISH_TABLET_COUNT = FINISH_TABLET_COUNT + 1,"
            + " FINISH_MACRO_BLOCK_COUNT = FINISH_MACRO_BLOCK_COUNT + 17,"
            + " FILE_COUNT = FILE_COUNT + 1";

    private final StandIn standIn;
    private final Connection connection;
    private final BackupViews views;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();

    private WatchedRows(StandIn standIn) throws SQLException {
        this.standIn = standIn;
        this.connection = standIn.connect();
        this.views = new BackupViews(connection);
    }

    static WatchedRows start(Path folder) throws SQLException {
        StandIn standIn = StandIn.start(
                folder.resolve("oceanbase"),
                StandIn.Setup.of4301()
                        .withColumns(ViewColumns.read("dev/backupwatch/scenario/newest"), "4.3.5.0")
                        .keepingProgramsIn(folder.resolve("mariadb")));
        return new WatchedRows(standIn);
    }

    StandIn standIn() {
        return standIn;
    }

    /** Tenants, and nothing else. */
    void clear() throws SQLException {
        views.redeploy();
        views.dropTenant(1);
        tenant(1, "sys", "SYS");
        tenant(TENANT, "orders", "USER");
    }

    /** A job with its task each. */
    void lay(int backups) throws SQLException {
        connection.setAutoCommit(false);
        for (int number = 1; number <= backups; number++) {
            views.insert(View.JOBS, BackupColumns.job(TENANT, number));
            views.insert(View.TASKS, BackupColumns.task(TENANT, number));
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** All tasks get on. */
    void step() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(STEP);
        }
    }

    /** All tasks get on again and again for so long. */
    void stepFor(double seconds) throws InterruptedException, ExecutionException {
        Future<?> steps = executor.scheduleAtFixedRate(
                this::stepUnchecked, 0, Math.round(TICK_SECONDS * MILLIS_A_SECOND), TimeUnit.MILLISECONDS);
        TimeUnit.MILLISECONDS.sleep(Math.round(seconds * MILLIS_A_SECOND));
        if (steps.isDone()) {
            steps.get();
        }
        steps.cancel(false);
        // One that has begun is over when another task has had its turn.
        executor.submit(() -> {}).get();
    }

    /** How many statements the database has been asked by everybody. */
    long statements() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Questions'")) {
            row.next();
            return row.getLong(2);
        }
    }

    @Override
    public void close() throws SQLException {
        executor.shutdownNow();
        connection.close();
        standIn.close();
    }

    private void stepUnchecked() {
        try {
            step();
        } catch (SQLException failure) {
            throw new IllegalStateException("the stand-in refused a step", failure);
        }
    }

    private void tenant(long id, String name, String type) throws SQLException {
        views.insert(
                View.TENANTS, Map.of("TENANT_ID", id, "TENANT_NAME", name, "TENANT_TYPE", type, "STATUS", "NORMAL"));
    }
}
