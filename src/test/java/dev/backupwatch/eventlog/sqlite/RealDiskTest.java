package dev.backupwatch.eventlog.sqlite;

import static dev.backupwatch.eventlog.sqlite.Desk.all;
import static dev.backupwatch.eventlog.sqlite.Desk.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.backupwatch.eventlog.LogFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that fill up, turn read-only or execute nothing, as the kernel makes them. */
class RealDiskTest {

    private static final int BALLAST = 1024 * 1024;
    private static final int POLL = 300;

    @TempDir
    private Path elsewhere;

    @Test
    void aFullDiskLosesNothingAndRepeatsNothing() throws IOException {
        try (Tmpfs disk = Tmpfs.mount("size=16m")) {
            LogStand stand = new LogStand(disk.folder().resolve("log.db")).withBallast(BALLAST);
            Path ballast = disk.folder().resolve("log.db.ballast");
            try (SqliteEventLog log = stand.open()) {
                var desk = new Desk(log);
                assertThat(desk.append(POLL, LogStand.NOW)).isTrue();
                await().untilAsserted(() -> assertThat(ballast).hasSize(BALLAST));

                failThreeTimes(disk, desk);
                assertThat(ballast).as("released").doesNotExist();
                assertThat(all(log)).as("readers go on").hasSizeGreaterThanOrEqualTo(POLL);
                disk.free();

                long before = desk.position().head().value();
                await().until(() -> desk.append(POLL, LogStand.NOW));
                assertThat(desk.position().head().value()).isEqualTo(before + POLL);
                assertThat(LogFixture.sequences(all(log))).isEqualTo(upTo(log, before + POLL));
                await().untilAsserted(() -> {
                    assertThat(desk.append(1, LogStand.NOW)).isTrue();
                    assertThat(ballast).as("restored").hasSize(BALLAST);
                });
            }
        }
    }

    @Test
    void aDiskThatIsFullBeforeTheFirstStartIsWaitedFor() throws IOException {
        try (Tmpfs disk = Tmpfs.mount("size=16m")) {
            LogStand stand = new LogStand(disk.folder().resolve("log.db")).withBallast(BALLAST);
            disk.fill();
            try (SqliteEventLog log = stand.open()) {
                assertThatThrownBy(() -> now(log.writer().open())).hasRootCauseInstanceOf(SQLException.class);
                disk.free();

                await().until(() -> new Desk(log).append(1, LogStand.NOW));
                assertThat(all(log)).hasSize(1);
            }
        }
    }

    @Test
    void aReadOnlyDiskIsReadAndWrittenAgainWhenItCan() throws IOException {
        var driver = new FaultyConnector();
        try (Tmpfs disk = Tmpfs.mount("size=16m")) {
            LogStand stand = new LogStand(disk.folder().resolve("log.db")).over(driver);
            try (SqliteEventLog log = stand.open()) {
                var desk = new Desk(log);
                assertThat(desk.append(POLL, LogStand.NOW)).isTrue();
                assertThat(all(log)).hasSize(POLL);
                disk.coverReadOnly();
                driver.failCommits(1);
                for (int attempt = 0; attempt < 3; attempt++) {
                    assertThat(desk.append(1, LogStand.NOW)).isFalse();
                    assertThat(all(log)).hasSize(POLL);
                }
                disk.uncover();

                await().until(() -> desk.append(1, LogStand.NOW));
                assertThat(all(log)).hasSize(POLL + 1);
            }
        }
    }

    @Test
    void aFolderForTemporaryFilesThatExecutesNothingIsPutUpWith() throws IOException {
        try (Tmpfs disk = Tmpfs.mount("size=16m,noexec")) {
            String temporary = "-Djava.io.tmpdir=" + disk.folder();
            try (OtherProcess service = OtherProcess.owning(elsewhere.resolve("log.db"), temporary)) {
                assertThat(service.answer()).isEqualTo("opened");
            }
            try (OtherProcess service = OtherProcess.owning(disk.folder().resolve("log.db"), temporary)) {
                assertThat(service.answer()).startsWith("refused: ").contains("-Dorg.sqlite.tmpdir");
            }
            String chosen = "-Dorg.sqlite.tmpdir=" + elsewhere;
            try (OtherProcess service = OtherProcess.owning(disk.folder().resolve("log.db"), temporary, chosen)) {
                assertThat(service.answer()).isEqualTo("opened");
            }
        }
    }

    /** Some appends still fit into room that the log has already; what the ballast leaves is taken by others, too. */
    private static void failThreeTimes(Tmpfs disk, Desk desk) throws IOException {
        int failures = 0;
        for (int attempt = 0; attempt < 30 && failures < 3; attempt++) {
            disk.fill();
            failures = desk.append(POLL, LogStand.NOW) ? 0 : failures + 1;
        }
        assertThat(failures).isEqualTo(3);
    }

    private static List<Long> upTo(SqliteEventLog log, long head) {
        long first = now(log.bounds()).compacted().value() + 1;
        return LongStream.rangeClosed(first, head).boxed().toList();
    }
}
