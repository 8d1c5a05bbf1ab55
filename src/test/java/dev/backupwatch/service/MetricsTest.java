package dev.backupwatch.service;

import static dev.backupwatch.service.ClusterBackup.ended;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.backupwatch.story.Promtool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Prometheus gets while a cluster backup runs, and after it has failed for one tenant. */
@QuarkusTest
@QuarkusTestResource(value = StandInCluster.class, restrictToAnnotatedClass = true)
class MetricsTest extends WatchedClusterTest {

    private static final String SYS = "{cluster=\"prod\",tenant=\"1\",tenant_name=\"sys\"}";
    private static final String ORDERS = "{cluster=\"prod\",tenant=\"1002\",tenant_name=\"orders\"}";
    private static final String BILLING = "{cluster=\"prod\",tenant=\"1004\",tenant_name=\"billing\"}";

    @Test
    void aScrapeTellsHowBackupsStandFromTheBeginningToTheirEnd() throws Exception {
        assertThat(scrape())
                .containsEntry("backup_running" + ORDERS, 0.0)
                .containsEntry("backup_failed_total" + BILLING, 0.0)
                .hasEntrySatisfying(
                        "source_lag_seconds{cluster=\"prod\"}",
                        lag -> assertThat(lag).isBetween(0.0, 20.0));
        begin();
        awaitSeries("backup_progress_ratio" + ORDERS, 0.42);
        assertThat(scrape())
                .containsEntry("backup_running" + SYS, 1.0)
                .containsEntry("backup_running" + ORDERS, 1.0)
                .containsEntry("backup_stalled" + ORDERS, 0.0)
                .containsEntry("backup_overdue" + ORDERS.replace("}", ",kind=\"any\"}"), 0.0);

        end();
        awaitSeries("backup_failed_total" + BILLING, 1.0);
        awaitSeries("backup_running" + ORDERS, 0.0);
        assertThat(scrape())
                .containsEntry("backup_failed_total" + ORDERS, 0.0)
                .containsEntry(
                        "backup_last_success_timestamp_seconds" + ORDERS.replace("}", ",type=\"FULL\"}"),
                        ClusterBackup.START.plusSeconds(90).toEpochMilli() / 1000.0 + 0.000456)
                .doesNotContainKey("backup_progress_ratio" + ORDERS);
    }

    @Test
    void prometheusFindsNoFaultWithTheNamesAndTexts() throws IOException {
        Promtool.require();

        String told = ofBackups().collect(Collectors.joining("\n", "", "\n"));

        assertThat(told).contains("# TYPE backupwatch_backup_failed_total counter");
        assertThat(Promtool.runOn(told, "check", "metrics")).isEmpty();
    }

    private void begin() throws SQLException {
        backup.job(1, 1, "DOING", Map.of());
        backup.job(1002, 1, "DOING", Map.of());
        backup.task(1002, 1, 1);
        backup.job(1004, 1, "DOING", Map.of());
        backup.task(1004, 1, 1);
        backup.updateTask(
                1002,
                1,
                Map.of(
                        "STATUS",
                        "BACKUP_DATA_MAJOR",
                        "MACRO_BLOCK_COUNT",
                        1000,
                        "FINISH_MACRO_BLOCK_COUNT",
                        420,
                        "DATA_PROGRESS",
                        42));
    }

    private void end() throws SQLException {
        for (var tenant : List.of(Map.entry(1002L, ended("COMPLETED", 0)), Map.entry(1004L, ended("FAILED", -4009)))) {
            backup.updateTask(tenant.getKey(), 1, tenant.getValue());
            backup.updateJob(tenant.getKey(), 1, tenant.getValue());
            backup.end(tenant.getKey(), 1, 1);
        }
    }

    private void awaitSeries(String series, double value) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(scrape()).containsEntry(series, value));
    }

    /** Each series of backups, without what all names begin with. */
    private Map<String, Double> scrape() {
        return ofBackups()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replace("backupwatch_", ""))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))));
    }

    private Stream<String> ofBackups() {
        String all = service.get("/q/metrics", "Accept", "text/plain").body();
        return all.lines()
                .filter(line -> line.contains(" backupwatch_") || line.startsWith("backupwatch_"))
                .map(line -> line.replace(",}", "}"));
    }
}
