package dev.backupwatch.service;

import static dev.backupwatch.service.ClusterBackup.ended;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.backupwatch.story.Promtool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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
    void aScrapeTellsWhatPollsAndTheLogComeTo() throws Exception {
        long polls = count("polls_total{cluster=\"prod\",outcome=\"complete\"}");
        long started = count("changes_total{cluster=\"prod\",type=\"backup.job.started\"}");
        long head = count("log_head");
        backup.job(1003, 500, "DOING", Map.of("INITIATOR_TENANT_ID", 1003, "INITIATOR_JOB_ID", 0));
        service.awaitPoll();

        assertThat(scrape())
                .containsEntry("changes_total{cluster=\"prod\",type=\"backup.job.started\"}", started + 1.0)
                .containsEntry("polls_total{cluster=\"prod\",outcome=\"incomplete\"}", 0.0)
                .containsEntry("log_append_failures_total", 0.0)
                .containsEntry("log_degraded", 0.0)
                .containsEntry("log_oldest", 1.0)
                .containsEntry("ready", 1.0);
        assertThat(count("polls_total{cluster=\"prod\",outcome=\"complete\"}")).isGreaterThan(polls);
        assertThat(count("log_head")).isGreaterThan(head);
        assertThat(count("log_bytes")).isGreaterThan(1000);
        assertThat(count("poll_rows_total{cluster=\"prod\"}")).isGreaterThan(polls);
        assertThat(count("poll_statements_total{cluster=\"prod\"}")).isGreaterThan(2 * polls);
        assertThat(count("poll_seconds_count{cluster=\"prod\"}")).isGreaterThanOrEqualTo(polls);
        assertThat(count("log_append_seconds_count")).isPositive();
    }

    @Test
    void aScrapeTellsOfStreamsByTransportAndHowTheyEnd() throws Exception {
        long sent = count("stream_bytes_total{transport=\"websocket\"}");
        long left = count("streams_closed_total{reason=\"left\"}");
        try (SocketClient socket = SocketClient.open(service.uri("/api/v1/events/ws?snapshot=false"));
                SseClient sse = SseClient.open(service.uri("/api/v1/events"))) {
            socket.transcript().awaitType("stream.bookmark");
            sse.transcript().awaitType("stream.bookmark");
            assertThat(scrape())
                    .containsEntry("streams_open{transport=\"websocket\"}", 1.0)
                    .containsEntry("streams_open{transport=\"sse\"}", 1.0)
                    .containsEntry("streams_open{transport=\"text\"}", 0.0)
                    .containsKey("stream_delivery_lag_events{share=\"0.5\"}");
            assertThat(count("stream_bytes_total{transport=\"websocket\"}") - sent)
                    .as("a bookmark, and the 4 bytes of its frame's head")
                    .isEqualTo(4 + socket.transcript().messages().get(0).text().length());
        }
        awaitSeries("streams_closed_total{reason=\"left\"}", left + 2.0);
        awaitSeries("streams_open{transport=\"websocket\"}", 0.0);
    }

    @Test
    void theReadmeTellsOfEachMetricAndOfNoOther() throws IOException {
        Stream<String> told = Readme.sections(Readme.ENGLISH).stream()
                .flatMap(section -> section.rows().stream())
                .flatMap(row -> row.spansOfCell(0).stream())
                .map(name -> name.replace("`", ""))
                .filter(name -> name.startsWith("backupwatch_"));
        List<String> served = ofBackups()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ", -1)[2])
                .toList();

        assertThat(told).isNotEmpty().containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void rulesAndDashboardAskForNothingElse() throws IOException {
        String told = service.get("/q/metrics", "Accept", "text/plain").body();
        for (String file : List.of("docker/prometheus-rules.yml", "docker/grafana/dashboard.json")) {
            List<String> asked = Pattern.compile("\\b(?:backupwatch|jvm|process)_\\w+")
                    .matcher(Files.readString(Path.of(file)))
                    .results()
                    .map(MatchResult::group)
                    .distinct()
                    .toList();
            assertThat(asked)
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(told)
                            .as("%s asks for %s", file, name)
                            .containsPattern("(?m)^(# TYPE )?" + name + "[ {]"));
        }
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

    private long count(String series) {
        Double value = scrape().getOrDefault(series, 0.0);
        return value.longValue();
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
