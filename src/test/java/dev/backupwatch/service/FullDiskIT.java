package dev.backupwatch.service;

import static dev.backupwatch.service.ClusterBackup.ended;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.backupwatch.demo.BackupViews;
import dev.backupwatch.demo.StandIn;
import dev.backupwatch.eventlog.sqlite.Tmpfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A disk that others fill: the service tells nothing that it could not keep, says so, and goes on by itself. */
class FullDiskIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String STREAM = "/api/v1/events?cursor=oldest&bookmarks=1s";

    static StandIn standIn;
    static Connection admin;
    static ClusterBackup backup;
    private static long job;

    private long bytes;

    @BeforeAll
    static void start() throws SQLException {
        standIn = StandInCluster.startIn("full-disk");
        admin = standIn.connect();
        backup = new ClusterBackup(new BackupViews(admin));
    }

    @AfterAll
    static void stop() throws SQLException {
        admin.close();
        standIn.close();
    }

    @Test
    void whatChangesWhileTheDiskIsFullIsToldOnceThereIsRoom() throws Exception {
        try (Tmpfs disk = Tmpfs.mount("size=48m");
                var process = PackagedService.start(settings(disk))) {
            Service service = process.awaitListening();
            service.awaitPoll();
            try (SseClient client = SseClient.open(service.uri(STREAM))) {
                Transcript told = client.transcript();
                startJob();
                told.await(message -> message.is("backup.task.started"));
                fillUntilNothingCanBeTold(disk, service);

                int before = told.changes().size();
                endTheJobAndStartAnother();
                assertStandsStill(told, service);
                assertThat(told.changes()).hasSize(before);

                disk.free();
                assertTellsWhatChanged(told, service, before);
                told.assertGuarantees();
                assertThat(process.isAlive()).isTrue();
            }
        }
    }

    @Test
    void aServiceThatStartsOnAFullDiskServesWhatItHasAndBeginsWhenItCan() throws Exception {
        try (Tmpfs disk = Tmpfs.mount("size=48m")) {
            String cursor;
            try (var process = PackagedService.start(settings(disk))) {
                Service service = process.awaitListening();
                service.awaitPoll();
                startJob();
                service.awaitPoll();
                cursor = service.state().cursor();
            }
            Files.deleteIfExists(disk.folder().resolve("backupwatch.db.ballast"));
            disk.fill();
            try (var process = PackagedService.start(settings(disk))) {
                Service service = process.awaitListening();
                awaitDegraded(service);
                assertThat(service.state().rows()).hasSizeGreaterThanOrEqualTo(2);
                try (SseClient client = SseClient.resume(service.uri(STREAM), cursor)) {
                    fillUntilNothingCanBeTold(disk, service);
                    int before = client.transcript().changes().size();
                    endTheJobAndStartAnother();
                    disk.free();
                    assertTellsWhatChanged(client.transcript(), service, before);
                    client.transcript().assertGuarantees();
                }
                assertThat(process.isAlive()).isTrue();
            }
        }
    }

    @Test
    void aFirstStartOnAFullDiskWaitsForRoom() throws Exception {
        try (Tmpfs disk = Tmpfs.mount("size=48m")) {
            disk.fill();
            try (var process = PackagedService.start(settings(disk))) {
                Service service = process.awaitListening();
                awaitDegraded(service);
                disk.free();
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(state(service)).isEqualTo("ok"));
                try (SseClient client = SseClient.open(service.uri(STREAM))) {
                    client.transcript().awaitType("source.added");
                }
            }
        }
    }

    /** What the ballast leaves is taken, too. */
    private void fillUntilNothingCanBeTold(Tmpfs disk, Service service) {
        Path ballast = disk.folder().resolve("backupwatch.db.ballast");
        await().atMost(PATIENCE).during(Duration.ofSeconds(3)).until(() -> {
            disk.fill();
            backup.updateTask(1002, job, Map.of("OUTPUT_BYTES", ++bytes));
            return !Files.exists(ballast) && isDegraded(service);
        });
    }

    private static void assertStandsStill(Transcript told, Service service) {
        int since = told.messages().size();
        await().atMost(PATIENCE).until(() -> bookmarksSince(told, since).size() >= 3);
        assertThat(bookmarksSince(told, since))
                .allMatch(each -> each.data().at("/sources/prod/state").asText().equals("degraded"))
                .extracting(each -> each.data().at("/sources/prod/asOf").asText())
                .containsOnly(asOf(bookmarksSince(told, since).get(0)));
        assertThat(service.get("/q/health/ready").statusCode()).isEqualTo(200);
        assertThat(isDegraded(service)).isTrue();
        assertThat(service.get("/q/metrics", "Accept", "text/plain").body())
                .contains("backupwatch_ready 1.0", "backupwatch_log_degraded 1.0")
                .doesNotContain("backupwatch_log_append_failures_total 0.0");
        assertThat(service.state().rows()).isNotEmpty();
        assertThat(service.get(STREAM, "Accept", "application/json").statusCode())
                .isIn(200, 410);
    }

    private static void assertTellsWhatChanged(Transcript told, Service service, int before) {
        String ended = "backup/1002/" + (job - 1);
        told.await(
                message -> message.is("backup.job.started") && message.subject().equals("backup/1002/" + job));
        told.await(message ->
                message.is("backup.job.completed") && message.subject().equals(ended));
        service.awaitPoll();
        assertThat(told.changes().stream().skip(before).map(each -> each.shortType() + " " + each.subject()))
                .containsExactlyInAnyOrder(
                        "backup.job.started backup/1002/" + job,
                        "backup.task.started backup/1002/%d/tasks/%d".formatted(job, job),
                        "backup.task.completed %s/tasks/%d".formatted(ended, job - 1),
                        "backup.job.completed " + ended);
        int since = told.messages().size();
        await().atMost(PATIENCE).until(() -> !bookmarksSince(told, since).isEmpty());
        assertThat(bookmarksSince(told, since)
                        .get(0)
                        .data()
                        .at("/sources/prod/state")
                        .asText())
                .isEqualTo("ok");
        assertThat(state(service)).isEqualTo("ok");
    }

    private static void startJob() throws SQLException {
        job++;
        backup.job(1002, job, "DOING", Map.of());
        backup.task(1002, job, job);
    }

    private static void endTheJobAndStartAnother() throws SQLException {
        backup.updateTask(1002, job, ended("COMPLETED", 0));
        backup.updateJob(1002, job, ended("COMPLETED", 0));
        backup.end(1002, job, job);
        startJob();
    }

    private static void awaitDegraded(Service service) {
        await().atMost(PATIENCE).until(() -> isDegraded(service));
    }

    /** Up all the same: nobody else would serve better. */
    private static boolean isDegraded(Service service) {
        var health = service.json("/q/health/ready");
        return health.get("status").asText().equals("UP")
                && state(service).equals("degraded")
                && health.toString().contains("\"trouble\":");
    }

    private static String state(Service service) {
        for (var check : service.json("/q/health/ready").get("checks")) {
            if (check.get("name").asText().equals("log")) {
                return check.at("/data/state").asText();
            }
        }
        throw new AssertionError("the log has no health check");
    }

    private static List<Received> bookmarksSince(Transcript told, int messages) {
        return told.messages().stream()
                .skip(messages)
                .filter(message -> message.is("stream.bookmark"))
                .toList();
    }

    private static String asOf(Received bookmark) {
        return bookmark.data().at("/sources/prod/asOf").asText();
    }

    private static Map<String, String> settings(Tmpfs disk) throws IOException {
        Map<String, String> settings = new HashMap<>(StandInCluster.settings(standIn));
        settings.put(
                "backupwatch.log.path", disk.folder().resolve("backupwatch.db").toString());
        return settings;
    }
}
