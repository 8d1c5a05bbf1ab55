package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.eventlog.sqlite.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs that the production artifact must not use. It says why, and leaves them as they are. */
class LogOwnershipIT {

    private static final int REFUSED = 2;
    private static final String NOBODY = "mysql://127.0.0.1:1/oceanbase";

    @TempDir
    private Path folder;

    private Path log = Path.of("");

    @BeforeEach
    void nameTheFile() {
        log = folder.resolve("backupwatch.db");
    }

    @Test
    void aSecondServiceOnTheSameLogIsToldWhoHasIt() throws Exception {
        try (var owner = start()) {
            Service service = owner.awaitListening();
            try (var second = start()) {
                assertThat(second.awaitExit()).isEqualTo(REFUSED);
                assertThat(second.printed()).contains("the log is in use by pid " + owner.pid() + " on host");
            }
            assertThat(service.get("/q/health/live").statusCode()).isEqualTo(200);
            assertThat(service.get("/q/health/ready").body()).contains("\"state\": \"ok\"");
        }
        try (var successor = start()) {
            successor.awaitListening();
            assertThat(successor.isAlive())
                    .as("what a dead one left is no obstacle")
                    .isTrue();
        }
    }

    @Test
    void anotherProgramsFileIsRefusedUntouched() throws Exception {
        Shell.sql(log, "CREATE TABLE theirs (x)");

        assertIsRefusedUntouched("is no log of this service");
    }

    @Test
    void aTextFileIsRefusedUntouched() throws Exception {
        Files.writeString(log, "dear diary\n".repeat(1_000));

        assertIsRefusedUntouched("is no log of this service");
    }

    @Test
    void aLogOfANewerVersionIsRefusedUntouched() throws Exception {
        try (var first = start()) {
            first.awaitPrinted("[unreachable]");
        }
        Shell.sql(log, "PRAGMA user_version = 99", "PRAGMA wal_checkpoint(TRUNCATE)");

        assertIsRefusedUntouched("was written by a newer version");
    }

    private void assertIsRefusedUntouched(String reason) throws Exception {
        byte[] before = Files.readAllBytes(log);
        try (var service = start()) {
            assertThat(service.awaitExit()).isEqualTo(REFUSED);
            assertThat(service.printed()).contains(reason).contains(log.toString());
        }
        assertThat(Files.readAllBytes(log)).isEqualTo(before);
    }

    private PackagedService start() {
        String cluster = "backupwatch.clusters.\"prod\".";
        return PackagedService.start(Map.of(
                cluster + "url", NOBODY, cluster + "username", "monitor", "backupwatch.log.path", log.toString()));
    }
}
