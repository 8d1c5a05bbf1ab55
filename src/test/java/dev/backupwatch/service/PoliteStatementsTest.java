package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.demo.BackupViews;
import dev.backupwatch.demo.StandIn;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a poll costs the watched cluster, by the server's own log. */
@QuarkusTest
@QuarkusTestResource(value = StandInCluster.class, restrictToAnnotatedClass = true)
class PoliteStatementsTest {

    private static final String CLOCK = "SELECT @@time_zone";
    private static final String JOBS = "FROM oceanbase.CDB_OB_BACKUP_JOBS";
    private static final String TASKS = "FROM oceanbase.CDB_OB_BACKUP_TASKS";

    @TestHTTPResource
    URI base;

    StandIn standIn;

    @Test
    void anIdlePollAsksTheClockAndTheJobsAndABusyOneTheTasksToo() throws Exception {
        var service = new Service(base);
        try (Connection admin = standIn.connect()) {
            var log = new ServerLog(admin);
            // What tenants had done before is read beside the first polls.
            for (int i = 0; i < 3; i++) {
                service.awaitPoll();
            }
            log.begin();
            for (int i = 0; i < 5; i++) {
                service.awaitPoll();
            }
            List<String> idle = log.statements();
            assertThat(count(idle, JOBS)).isGreaterThanOrEqualTo(5);
            assertThat(count(idle, CLOCK)).isBetween(count(idle, JOBS), count(idle, JOBS) + 1);
            assertThat(count(idle, TASKS)).isZero();
            assertThat(idle.stream().filter(PoliteStatementsTest::isOfTheHistory))
                    .hasSizeLessThanOrEqualTo(4);

            new ClusterBackup(new BackupViews(admin)).job(1002, 1, "DOING", Map.of());
            service.awaitPoll();
            log.begin();
            service.awaitPoll();
            List<String> busy = log.statements();
            assertThat(count(busy, TASKS)).isPositive();
            assertThat(busy).allMatch(sql -> sql.contains("QUERY_TIMEOUT(10000000)") || sql.startsWith(CLOCK));
        }
    }

    private static boolean isOfTheHistory(String sql) {
        return sql.contains("_HISTORY");
    }

    private static long count(List<String> statements, String part) {
        return statements.stream().filter(sql -> sql.contains(part)).count();
    }
}
