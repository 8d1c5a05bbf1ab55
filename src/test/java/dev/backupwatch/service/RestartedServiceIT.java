package dev.backupwatch.service;

import static dev.backupwatch.service.ClusterBackup.ended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.demo.BackupViews;
import dev.backupwatch.demo.StandIn;
import dev.backupwatch.demo.View;
import dev.backupwatch.demo.ViewKey;
import dev.backupwatch.eventlog.sqlite.Shell;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the production artifact makes of the log that it finds, and of what happened while it was down. */
class RestartedServiceIT {

    private static final int PAGE_BYTES = 8192;
    private static final long LATE = 1010;

    static StandIn standIn;
    static Connection admin;
    static ClusterBackup backup;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws SQLException {
        standIn = StandInCluster.startIn("restarted");
        admin = standIn.connect();
        backup = new ClusterBackup(new BackupViews(admin));
    }

    @AfterAll
    static void stop() throws SQLException {
        admin.close();
        standIn.close();
    }

    @Test
    void whatHappenedWhileItWasDownIsToldOnceAndSaysHowItIsKnown() throws Exception {
        startJob(1);
        String cursor = cursorOfALifeThatEnds();
        endJob(1, "COMPLETED");
        startJob(2);
        endJob(2, "FAILED");
        startJob(3);

        try (var process = start(Map.of())) {
            Service service = process.awaitListening();
            try (SseClient client = SseClient.resume(service.uri("/api/v1/events"), cursor)) {
                client.transcript().awaitChanges(8);
                service.awaitPoll();
                assertThat(told(client.transcript().changes()))
                        .containsExactlyInAnyOrder(
                                "backup.task.completed backup/1002/1/tasks/1 history",
                                "backup.job.completed backup/1002/1 history",
                                "backup.job.started backup/1002/2 inferred",
                                "backup.task.started backup/1002/2/tasks/2 inferred",
                                "backup.task.failed backup/1002/2/tasks/2 inferred",
                                "backup.job.failed backup/1002/2 inferred",
                                "backup.job.started backup/1002/3 live",
                                "backup.task.started backup/1002/3/tasks/3 live");
                cursor = service.state().cursor();
            }
        }
        assertThat(cursorOfALifeThatEnds())
                .as("told once: there is nothing to tell")
                .isEqualTo(cursor);
        endJob(3, "COMPLETED");
    }

    @Test
    void aFirstStartTellsNothingOfWhatHadEnded() throws Exception {
        endedBefore(101, Duration.ofMinutes(10));

        assertThat(toldOf1004ByAFirstStart(Map.of())).isEmpty();
    }

    @Test
    void aFirstStartTellsWhatEndedWithinTheTimeAskedFor() throws Exception {
        endedBefore(102, Duration.ofMinutes(10));
        endedBefore(103, Duration.ofHours(2));

        assertThat(toldOf1004ByAFirstStart(Map.of("backupwatch.log.backfill", "1h")))
                .contains(
                        "backup.job.started backup/1004/102 inferred", "backup.job.completed backup/1004/102 inferred")
                .noneMatch(told -> told.contains("/103"))
                .doesNotHaveDuplicates();
    }

    @Test
    void aDamagedLogIsMovedAsideAndWhoKnewItGetsTheStateAnew() throws Exception {
        startJob(11);
        String cursor = cursorOfALifeThatEnds();
        overwrite(folder.resolve("backupwatch.db"));

        try (var process = start(Map.of())) {
            Service service = process.awaitListening();
            service.awaitPoll();
            process.awaitPrinted("is damaged; it was moved to");
            try (SseClient client = SseClient.resume(service.uri("/api/v1/events"), cursor)) {
                Transcript told = client.transcript();
                Received reset = told.awaitType("stream.reset");
                assertThat(reset.data().get("reason").asText()).isEqualTo("unknown_epoch");
                told.await(message -> message.data().path("snapshotComplete").asBoolean());
                assertThat(told.fold().rows()).isEqualTo(service.state().rows());
                assertThat(told.fold().rows()).containsKey("/clusters/prod backup/1002/11");
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.matches("backupwatch\\.db\\.corrupt-\\w+"));
        }
        endJob(11, "COMPLETED");
    }

    @Test
    void aStallIsToldOnceThoughTheServiceIsKilledMeanwhileAndItsEndIsTold() throws Exception {
        Map<String, String> impatient = Map.of("backupwatch.insight.stall", "1s");
        startJob(31);
        try (var process = start(impatient)) {
            Service service = process.awaitListening();
            try (SseClient client =
                    SseClient.open(service.uri("/api/v1/events?cursor=oldest&type=backup.job&job=31"))) {
                client.transcript().await(message -> message.is("backup.job.stalled"));
            }
        }
        try (var process = start(impatient)) {
            Service service = process.awaitListening();
            service.awaitPoll();
            service.awaitPoll();
            backup.updateTask(1002, 31, Map.of("STATUS", "BACKUP_SYS_META"));
            try (SseClient client =
                    SseClient.open(service.uri("/api/v1/events?cursor=oldest&type=backup.job&job=31"))) {
                client.transcript().await(message -> message.is("backup.job.resumed"));
                assertThat(told(client.transcript().changes()))
                        .containsExactly(
                                "backup.job.started backup/1002/31 found",
                                "backup.job.stalled backup/1002/31 live",
                                "backup.job.resumed backup/1002/31 live");
            }
        }
        endJob(31, "COMPLETED");
    }

    @Test
    void anOverdueTenantCatchesUpAndAClusterThatIsNoLongerConfiguredIsRemoved() throws Exception {
        backup.views()
                .insert(
                        View.TENANTS,
                        Map.of(
                                "TENANT_ID", LATE,
                                "TENANT_NAME", "late",
                                "TENANT_TYPE", "USER",
                                "TENANT_ROLE", "PRIMARY",
                                "STATUS", "NORMAL",
                                "CREATE_TIME", Instant.parse("2025-11-20T18:00:00Z")));
        try (var process = start(Map.of("backupwatch.insight.overdue.any", "26h"))) {
            Service service = process.awaitListening();
            URI ofTheTenant = service.uri("/api/v1/events?cursor=oldest&type=backup.tenant&tenant=" + LATE);
            try (SseClient client = SseClient.open(ofTheTenant)) {
                client.transcript().await(message -> message.is("backup.tenant.overdue"));
                backup.job(LATE, 41, "DOING", Map.of());
                service.awaitPoll();
                backup.updateJob(LATE, 41, ended("COMPLETED", 0));
                backup.views().moveToHistory(new ViewKey(LATE, 41), List.of());
                Received caughtUp = client.transcript().await(message -> message.is("backup.tenant.caught_up"));
                assertThat(caughtUp.data().get("reason").asText()).isEqualTo("success");
            }
        }
        try (var process = startAs("another")) {
            URI ofTheClusters = process.awaitListening().uri("/api/v1/events?cursor=oldest&type=source");
            try (SseClient client = SseClient.open(ofTheClusters)) {
                Received removed = client.transcript().await(message -> message.is("source.removed"));
                assertThat(removed.data().get("cluster").asText()).isEqualTo("prod");
            }
        }
    }

    private String cursorOfALifeThatEnds() {
        try (var process = start(Map.of())) {
            Service service = process.awaitListening();
            service.awaitPoll();
            service.awaitPoll();
            return service.state().cursor();
        }
    }

    private List<String> toldOf1004ByAFirstStart(Map<String, String> more) {
        try (var process = start(more)) {
            Service service = process.awaitListening();
            service.awaitPoll();
            service.awaitPoll();
            try (SseClient client =
                    SseClient.open(service.uri("/api/v1/events?cursor=oldest&tenant=1004&bookmarks=1s"))) {
                client.transcript().awaitType("stream.bookmark");
                String head = service.state().cursor();
                client.transcript().await(message -> message.cursor().equals(head));
                return told(client.transcript().changes().stream()
                        .filter(event -> event.shortType().startsWith("backup."))
                        .toList());
            } catch (IOException | InterruptedException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    /** @param cluster the name under which it is configured, instead of {@code prod} */
    private PackagedService startAs(String cluster) {
        Map<String, String> settings = new HashMap<>();
        StandInCluster.settings(standIn).forEach((key, value) -> settings.put(key.replace("prod", cluster), value));
        return startWith(settings);
    }

    private PackagedService start(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(StandInCluster.settings(standIn));
        settings.putAll(more);
        return startWith(settings);
    }

    private PackagedService startWith(Map<String, String> settings) {
        settings.put("backupwatch.log.path", folder.resolve("backupwatch.db").toString());
        return PackagedService.start(settings);
    }

    private static List<String> told(List<Received> events) {
        return events.stream()
                .map(event -> "%s %s %s"
                        .formatted(
                                event.shortType(),
                                event.subject(),
                                event.data().path("observed").asText()))
                .toList();
    }

    private static void startJob(long job) throws SQLException {
        backup.job(1002, job, "DOING", Map.of());
        backup.task(1002, job, job);
    }

    private static void endJob(long job, String status) throws SQLException {
        backup.updateTask(1002, job, ended(status, 0));
        backup.updateJob(1002, job, ended(status, 0));
        backup.end(1002, job, job);
    }

    private static void endedBefore(long job, Duration ago) throws SQLException {
        Instant end = Instant.now().minus(ago).truncatedTo(ChronoUnit.MICROS);
        backup.job(1004, job, "COMPLETED", Map.of("START_TIMESTAMP", end.minusSeconds(60), "END_TIMESTAMP", end));
        backup.views().moveToHistory(new ViewKey(1004, job), List.of());
    }

    /** All but the page that makes it known as a log. */
    private static void overwrite(Path log) throws IOException, SQLException {
        Shell.sql(log, "PRAGMA wal_checkpoint(TRUNCATE)");
        try (FileChannel file = FileChannel.open(log, StandardOpenOption.WRITE)) {
            var noise = new byte[(int) file.size() - PAGE_BYTES];
            new Random(1).nextBytes(noise);
            file.write(ByteBuffer.wrap(noise), PAGE_BYTES);
        }
    }
}
