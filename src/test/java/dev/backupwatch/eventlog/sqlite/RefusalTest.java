package dev.backupwatch.eventlog.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backupwatch.eventlog.LogRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that must not be taken for a log. Not a byte of them may change. */
class RefusalTest {

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("log.db");
    }

    @Test
    void aLogOfANewerVersionIsRefused() throws Exception {
        new LogStand(file).open().close();
        Shell.sql(file, "PRAGMA user_version = 99");

        assertIsRefusedUntouched("newer version");
    }

    /** That version would take a tenant for a task. */
    @Test
    void aLogOfTheVersionThatKnewNoTenantsIsTakenAndFromThenOnOfANewerVersionToIt() throws Exception {
        new LogStand(file).open().close();
        Shell.sql(file, "PRAGMA user_version = 2");

        new LogStand(file).open().close();
        assertThat(Shell.ask(file, "PRAGMA user_version")).isEqualTo("3");
    }

    @Test
    void aNewerVersionThatOnlyTheWriteAheadLogTellsOfIsRefused() throws Exception {
        new LogStand(file).open().close();
        Path killed = folder.resolve("killed.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
            Shell.run("cp", file.toString(), killed.toString());
            Shell.run("cp", file + "-wal", killed + "-wal");
        }

        assertThatThrownBy(() -> new LogStand(killed).open())
                .isInstanceOf(LogRefusedException.class)
                .hasMessageContaining("newer version");
    }

    @Test
    void anotherProgramsDatabaseIsRefused() throws Exception {
        Shell.sql(file, "PRAGMA application_id = 4711", "CREATE TABLE theirs (x)");

        assertIsRefusedUntouched("no log of this service");
    }

    @Test
    void aDatabaseWithoutAnIdButWithTablesIsRefused() throws Exception {
        Shell.sql(file, "CREATE TABLE theirs (x)");

        assertIsRefusedUntouched("no log of this service");
    }

    @Test
    void aTextFileIsRefusedHoweverShort() throws IOException {
        Files.writeString(file, "dear diary");
        assertIsRefusedUntouched("no log of this service");

        Files.writeString(file, "dear diary\n".repeat(100));
        assertIsRefusedUntouched("no log of this service");
    }

    @Test
    void anEmptyDatabaseThatSomebodyPreparedIsTaken() throws SQLException {
        Shell.sql(file, "PRAGMA auto_vacuum = NONE", "VACUUM");

        try (SqliteEventLog log = new LogStand(file).open()) {
            assertThat(new Desk(log).append(1, LogStand.NOW)).isTrue();
        }
        assertThat(Shell.ask(file, "PRAGMA auto_vacuum")).isEqualTo("2");
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Files.writeString(folder.resolve("occupied"), "");

        assertThatThrownBy(() -> new LogStand(folder.resolve("occupied/log.db")).open())
                .isInstanceOf(LogRefusedException.class)
                .hasMessageContaining(folder.resolve("occupied").toString());
    }

    private void assertIsRefusedUntouched(String reason) throws IOException {
        byte[] before = Files.readAllBytes(file);
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> new LogStand(file).open())
                    .isInstanceOf(LogRefusedException.class)
                    .hasMessageContaining(reason)
                    .hasMessageContaining(file.toString());
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(folder.resolve("log.db-wal")).doesNotExist();
    }
}
