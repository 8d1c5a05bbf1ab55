package dev.backupwatch.service;

import static dev.backupwatch.service.ClusterBackup.ended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.demo.BackupViews;
import dev.backupwatch.demo.StandIn;
import dev.backupwatch.story.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The production artifact as its image runs it: another user than root, without any right; files that cannot be written to, a
 * folder for temporary files in which nothing can be executed, 512 MB of memory.
 */
class ContainedServiceIT {

    private static final String MEMORY = "512m";
    private static final long MEMORY_KILOBYTES = 512 * 1024;
    private static final int BY_SIGTERM = 143;

    private final String port = String.valueOf(FreePort.next());

    @Test
    void itStreamsWithinItsBoundsAndTakesUpItsLogWhenItIsStartedAnew() throws Exception {
        Container container = Container.prepare();
        List<String> brought = filesIn(container.folder());
        try (StandIn standIn = standIn();
                Connection admin = standIn.connect()) {
            var backup = new ClusterBackup(new BackupViews(admin));
            Map<String, String> environment = environment(standIn);
            String cursor = cursorAfterAJobHasStarted(container, environment, backup);
            assertThat(container.isHealthy(port)).as("stopped").isFalse();
            endJob(backup);
            try (var process = container.start(environment);
                    SseClient client = SseClient.resume(process.awaitListening().uri("/api/v1/events"), cursor)) {
                client.transcript().await(message -> message.is("backup.job.completed"));
                client.transcript().assertGuarantees();
            }
        }
        assertThat(filesIn(container.folder())).isEqualTo(brought);
        assertThat(filesIn(container.volume()))
                .contains("backupwatch.db")
                .allMatch(file -> file.startsWith("backupwatch.db"));
    }

    private String cursorAfterAJobHasStarted(Container container, Map<String, String> environment, ClusterBackup backup)
            throws Exception {
        try (var process = container.start(environment)) {
            Service service = process.awaitListening();
            service.awaitPoll();
            assertThat(container.isHealthy(port)).as("ready").isTrue();
            try (SseClient client = SseClient.open(service.uri("/api/v1/events"))) {
                backup.job(1002, 1, "DOING", Map.of());
                backup.task(1002, 1, 1);
                client.transcript().await(message -> message.is("backup.task.started"));
            }
            String cursor = service.state().cursor();
            assertKeepsWithinItsBounds(process);
            process.askToStop();
            assertThat(process.awaitExit()).isIn(0, BY_SIGTERM);
            return cursor;
        }
    }

    private static void endJob(ClusterBackup backup) throws SQLException {
        backup.updateTask(1002, 1, ended("COMPLETED", 0));
        backup.updateJob(1002, 1, ended("COMPLETED", 0));
        backup.end(1002, 1, 1);
    }

    private static void assertKeepsWithinItsBounds(PackagedService process) throws IOException {
        Path proc = Path.of("/proc", String.valueOf(process.pid()));
        Map<String, String> status = new TreeMap<>();
        for (String line : Files.readAllLines(proc.resolve("status"))) {
            String[] pair = line.split(":\\s*", 2);
            status.put(pair[0], pair[1]);
        }
        assertThat(status.get("Uid")).isEqualTo("1001\t1001\t1001\t1001");
        assertThat(status.get("CapEff")).matches("0+");
        assertThat(Long.parseLong(status.get("VmHWM").replace(" kB", ""))).isLessThan(MEMORY_KILOBYTES);
        assertThat(filesIn(proc.resolve("root/tmp"))).isEmpty();
        assertThat(Files.readString(proc.resolve("maps")))
                .as("the library that the image brings, not one unpacked at the start")
                .contains("/opt/backupwatch/native/libsqlitejdbc.so");
        assertThat(process.printed()).doesNotContain("WARN").doesNotContain("ERROR");
        System.out.printf("In %s of memory it took at most %s%n", MEMORY, status.get("VmHWM"));
    }

    private static StandIn standIn() {
        StandIn standIn = StandInCluster.startIn("contained");
        return standIn;
    }

    private Map<String, String> environment(StandIn standIn) {
        Map<String, String> environment = new TreeMap<>();
        StandInCluster.settings(standIn)
                .forEach((key, value) ->
                        environment.put(key.replaceAll("[^a-z]", "_").toUpperCase(Locale.ROOT), value));
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", port);
        environment.put("JDK_JAVA_OPTIONS", "-XX:MaxRAM=" + MEMORY);
        return environment;
    }

    /** Below that folder, by their paths from there. */
    private static List<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
