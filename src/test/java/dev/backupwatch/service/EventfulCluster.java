package dev.backupwatch.service;

import dev.backupwatch.demo.BackupViews;
import dev.backupwatch.demo.StandIn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** A cluster whose log holds a whole cluster backup while a tenant's own goes on, and the packaged service that watches it. */
final class EventfulCluster implements AutoCloseable {

    static final long RUNNING = 8;

    private static final Map<String, String> QUICK_TO_TELL =
            Map.of("backupwatch.insight.stall", "2s", "backupwatch.insight.overdue.any", "26h");

    private static final String VIEW = "oceanbase.CDB_OB_BACKUP_JOBS";

    private final StandIn standIn;
    private final Connection admin;
    private final PackagedService process;
    private final Service service;
    private final ClusterBackup rows;
    private final EventfulBackup backup;
    private int blocks;

    private EventfulCluster(StandIn standIn) throws SQLException {
        this.standIn = standIn;
        admin = standIn.connect();
        rows = new ClusterBackup(new BackupViews(admin));
        EventfulBackup.addTenants(rows);
        execute("RENAME TABLE " + VIEW + " TO oceanbase.HIDDEN");
        Map<String, String> settings = new HashMap<>(StandInCluster.settings(standIn));
        settings.putAll(QUICK_TO_TELL);
        process = PackagedService.start(settings);
        service = process.awaitListening();
        backup = new EventfulBackup(rows, service);
    }

    /** With a service that is up and cannot read the cluster yet, so that nothing has been told but that. */
    static EventfulCluster start() throws SQLException {
        StandIn standIn = StandInCluster.startIn("page-events");
        return new EventfulCluster(standIn);
    }

    /** The service can read the cluster, and tells a whole backup of it. */
    void backUp() throws SQLException {
        execute("RENAME TABLE oceanbase.HIDDEN TO " + VIEW);
        service.awaitPoll();
        backup.run();
        startJobs(RUNNING);
    }

    StandIn standIn() {
        return standIn;
    }

    Service service() {
        return service;
    }

    /** Of a tenant's own. */
    void startJobs(long... jobs) throws SQLException {
        for (long job : jobs) {
            rows.job(EventfulBackup.GOOD, job, "DOING", Map.of("INITIATOR_TENANT_ID", EventfulBackup.GOOD));
            rows.task(EventfulBackup.GOOD, job, job);
        }
        service.awaitPoll();
    }

    /** All of them are told by one poll. */
    void failTogether(long... jobs) throws SQLException {
        admin.setAutoCommit(false);
        for (long job : jobs) {
            rows.updateJob(EventfulBackup.GOOD, job, ClusterBackup.ended("FAILED", -4009));
        }
        admin.commit();
        admin.setAutoCommit(true);
        service.awaitPoll();
    }

    /** The running one; the service has told of it when this returns. */
    void move() throws SQLException {
        blocks++;
        backup.move(EventfulBackup.GOOD, RUNNING, blocks);
        service.awaitPoll();
    }

    private void execute(String sql) throws SQLException {
        try (var statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        process.close();
        admin.close();
        standIn.close();
    }
}
