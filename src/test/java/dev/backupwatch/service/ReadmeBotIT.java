package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backupwatch.demo.BackupViews;
import dev.backupwatch.demo.StandIn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells its reader to type must work as it stands there. */
class ReadmeBotIT {

    @Test
    void theBotOfTheReadmeTellsOfAFailedBackup(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("Bot.java"), Readme.code("java"));
        try (StandIn standIn = StandIn.start(
                        Path.of("target", "readme"),
                        StandIn.Setup.of4301().keepingProgramsIn(Path.of("target", "mariadb")));
                Connection admin = standIn.connect();
                var process = startService(standIn)) {
            Service service = process.awaitListening();
            service.awaitPoll();
            String url = service.uri("/api/v1/events/ws?cursor=oldest&type=backup.job")
                    .toString()
                    .replaceFirst("http", "ws");
            Process bot = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Dstdout.encoding=UTF-8",
                            folder.resolve("Bot.java").toString(),
                            url)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try {
                var backup = new ClusterBackup(new BackupViews(admin));
                backup.job(1002, 1, "DOING", Map.of());
                service.awaitPoll();
                backup.updateJob(1002, 1, Map.of("STATUS", "FAILED", "RESULT", -4009));
                var said = new BufferedReader(new InputStreamReader(bot.getInputStream(), StandardCharsets.UTF_8));
                String line =
                        CompletableFuture.supplyAsync(() -> readLine(said)).get(30, TimeUnit.SECONDS);
                assertThat(line).startsWith("Tenant orders (1002), backup 1: now FAILED with -4009 OB_IO_ERROR (");
            } finally {
                bot.destroyForcibly();
            }
        }
    }

    @Test
    void theEventOfTheReadmeIsJson() throws Exception {
        var event = new ObjectMapper().readTree(Readme.code("json"));
        assertThat(event.get("type").asText()).isEqualTo("dev.backupwatch.backup.task.progressed");
    }

    private static String readLine(BufferedReader said) {
        try {
            return said.readLine();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static PackagedService startService(StandIn standIn) {
        StandInCluster.addTenants(standIn);
        return PackagedService.start(StandInCluster.settings(standIn));
    }
}
