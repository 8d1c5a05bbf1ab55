package dev.backupwatch.eventlog.sqlite;

import static dev.backupwatch.eventlog.sqlite.Desk.all;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backupwatch.eventlog.LogRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process at a time has a log; whoever else looks into its file disturbs nothing. */
class OwnershipTest {

    @TempDir
    private Path folder;

    @Test
    void aSecondProcessIsToldWhoHoldsTheLog() throws IOException {
        Path file = folder.resolve("log.db");
        try (SqliteEventLog log = new LogStand(file).open();
                OtherProcess second = OtherProcess.owning(file)) {
            assertThat(second.answer())
                    .startsWith("refused: ")
                    .contains("pid " + ProcessHandle.current().pid() + " on host ")
                    .contains(file + ".lock");
            assertThat(new Desk(log).append(1, LogStand.NOW)).isTrue();
        }
    }

    @Test
    void aSecondOpeningInTheSameProcessIsRefusedAndDoesNotLoosenTheLock() throws IOException {
        Path file = folder.resolve("log.db");
        try (SqliteEventLog log = new LogStand(file).open()) {
            assertThat(log.attested().sources()).isEmpty();
            assertThatThrownBy(() -> new LogStand(folder.resolve("./log.db")).open())
                    .isInstanceOf(LogRefusedException.class)
                    .hasMessageContaining("this process itself");

            try (OtherProcess second = OtherProcess.owning(file)) {
                assertThat(second.answer()).startsWith("refused: ");
            }
        }
        try (SqliteEventLog again = new LogStand(file).open()) {
            assertThat(new Desk(again).append(1, LogStand.NOW)).isTrue();
        }
    }

    @Test
    void whatADeadProcessLeftIsNoObstacle() throws IOException {
        Path file = folder.resolve("log.db");
        try (OtherProcess dead = OtherProcess.owning(file)) {
            assertThat(dead.answer()).isEqualTo("opened");
            dead.kill();
            assertThat(Files.readString(folder.resolve("log.db.lock"))).contains("pid " + dead.pid());
        }

        try (SqliteEventLog log = new LogStand(file).open()) {
            assertThat(all(log)).as("what it was told is written").hasSize(1);
            assertThat(Files.readString(folder.resolve("log.db.lock")))
                    .contains("pid " + ProcessHandle.current().pid());
        }
    }

    /**
     * If anything of ours closed a handle of the database, the system would drop the locks that SQLite holds: the next process
     * that closes the file would take itself for the last, and delete the write-ahead log under us.
     */
    @Test
    void aProcessThatLooksInDisturbsNothing() throws IOException {
        LogStand stand = new LogStand(folder.resolve("log.db")).withBallast(100_000);
        try (SqliteEventLog log = stand.open()) {
            var desk = new Desk(log);
            desk.append(10, LogStand.NOW);
            assertThat(all(log)).hasSize(10);
            for (int look = 0; look < 2; look++) {
                try (OtherProcess other = OtherProcess.counting(stand.file())) {
                    assertThat(other.answer()).as("readers are not shut out").isEqualTo(Long.toString(10 + look));
                }
                assertThat(folder.resolve("log.db-wal")).exists();
                assertThat(desk.append(1, LogStand.NOW)).isTrue();
            }
        }
        try (SqliteEventLog log = stand.open()) {
            assertThat(all(log)).hasSize(12);
        }
    }
}
