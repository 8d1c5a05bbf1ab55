package dev.backupwatch.eventlog.sqlite;

import static dev.backupwatch.eventlog.sqlite.Desk.all;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log's connections promise each other. */
class ConnectionsTest {

    private static final long GIGABYTE = 1L << 30;

    @TempDir
    private Path folder;

    @Test
    void theWriterWaitsForTheDiskAndKeepsTheWriteAheadLogSmall() throws SQLException {
        var file = new LogFile(
                new SqliteLogSettings(folder.resolve("log.db"), new Retention(Duration.ofDays(1), GIGABYTE)),
                Connector.DRIVER);
        try (Connection connection = file.toWrite()) {
            assertThat(ask(connection, "PRAGMA synchronous")).as("full").isEqualTo("2");
            assertThat(ask(connection, "PRAGMA journal_mode")).isEqualTo("wal");
            assertThat(ask(connection, "PRAGMA auto_vacuum")).as("incremental").isEqualTo("2");
            assertThat(ask(connection, "PRAGMA locking_mode"))
                    .as("exclusive would shut out our readers")
                    .isEqualTo("normal");
            assertThat(ask(connection, "PRAGMA journal_size_limit")).isEqualTo(Long.toString(file.walBytes()));
        }
    }

    @Test
    void aReaderCannotWriteAndMakesNoFile() throws SQLException {
        var file = new LogFile(
                new SqliteLogSettings(folder.resolve("log.db"), new Retention(Duration.ofDays(1), GIGABYTE)),
                Connector.DRIVER);
        assertThatThrownBy(file::toRead).isInstanceOf(SQLException.class);
        assertThat(folder.resolve("log.db")).doesNotExist();

        file.toWrite().close();
        try (Connection connection = file.toRead();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("DELETE FROM event")).hasMessageContaining("readonly");
        }
    }

    @Test
    void readersDoNotWaitForAnAppendThatTakesLong() {
        var disk = new FaultyConnector();
        try (SqliteEventLog log =
                new LogStand(folder.resolve("log.db")).over(disk).open()) {
            var desk = new Desk(log);
            desk.append(3, LogStand.NOW);
            var isWritten = new CountDownLatch(1);
            var mayCommit = new CountDownLatch(1);
            disk.beforeCommits(() -> {
                isWritten.countDown();
                awaitQuietly(mayCommit);
            });
            CompletableFuture<Boolean> append = CompletableFuture.supplyAsync(() -> desk.append(3, LogStand.NOW));
            awaitQuietly(isWritten);

            assertThat(all(log)).as("the head before").hasSize(3);
            assertThat(append).isNotDone();
            mayCommit.countDown();
            assertThat(append.join()).isTrue();
            assertThat(all(log)).hasSize(6);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static String ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            return answer.getString(1);
        }
    }
}
