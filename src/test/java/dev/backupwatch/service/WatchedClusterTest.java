package dev.backupwatch.service;

import dev.backupwatch.demo.BackupViews;
import dev.backupwatch.demo.StandIn;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A service that watches the stand-in, which several test classes share, and jobs to start in it. */
abstract class WatchedClusterTest {

    private static final AtomicLong JOBS = new AtomicLong(100);

    @TestHTTPResource
    URI base;

    StandIn standIn;
    Connection admin;
    ClusterBackup backup;
    Service service;

    @BeforeEach
    void connect() throws SQLException {
        admin = standIn.connect();
        backup = new ClusterBackup(new BackupViews(admin));
        service = new Service(base);
        service.awaitPoll();
    }

    @AfterEach
    void disconnect() throws SQLException {
        admin.close();
    }

    /** Of a tenant's own; the service knows of it when this returns. */
    final long startJob() throws SQLException {
        long job = JOBS.incrementAndGet();
        backup.job(1002, job, "DOING", Map.of("INITIATOR_TENANT_ID", 1002, "INITIATOR_JOB_ID", 0));
        service.awaitPoll();
        return job;
    }
}
