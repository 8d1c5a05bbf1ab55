package dev.backupwatch.eventlog.sqlite;

import static dev.backupwatch.eventlog.sqlite.Desk.all;
import static dev.backupwatch.eventlog.sqlite.Desk.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backupwatch.event.Sequence;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged log is kept for people to look at, and a new one begins, which no old cursor fits. */
class DamageTest {

    private static final String ASIDE = "log.db.corrupt-20261123T050000Z";

    @TempDir
    private Path folder;

    @Test
    void aLogWithAHeaderOfZerosIsMovedAside() throws IOException {
        LogStand stand = written();
        overwrite(stand.file(), 0, new byte[100]);
        byte[] torn = Files.readAllBytes(stand.file());

        assertANewLogBegins(stand);
        assertThat(Files.readAllBytes(folder.resolve(ASIDE))).isEqualTo(torn);
    }

    @Test
    void aLogThatHoldsGarbageAfterItsFirstPageIsMovedAside() throws IOException {
        LogStand stand = written();
        overwrite(stand.file(), Schema.PAGE_BYTES, garbage((int) Files.size(stand.file()) - Schema.PAGE_BYTES));

        assertANewLogBegins(stand);
        assertThat(folder.resolve(ASIDE)).exists();
    }

    @Test
    void aLogOfWhichOnlyABeginningIsLeftIsMovedAside() throws IOException {
        LogStand stand = written();
        try (var file = new RandomAccessFile(stand.file().toFile(), "rw")) {
            file.setLength(50);
        }

        assertANewLogBegins(stand);
        assertThat(folder.resolve(ASIDE)).hasSize(50);
    }

    @Test
    void whatAKilledProcessLeftBesideATornFileGoesWithIt() throws IOException {
        LogStand stand = new LogStand(folder.resolve("log.db"));
        Path running = folder.resolve("running.db");
        try (SqliteEventLog log = new LogStand(running).open()) {
            new Desk(log).append(10, LogStand.NOW);
            // By another process: a handle that this one closes would end the locks that it holds.
            Shell.run("cp", running.toString(), stand.file().toString());
            Shell.run("cp", running + "-wal", stand.file() + "-wal");
            Shell.run("cp", running + "-shm", stand.file() + "-shm");
        }
        byte[] wal = Files.readAllBytes(folder.resolve("log.db-wal"));
        overwrite(stand.file(), 0, new byte[100]);

        assertANewLogBegins(stand);
        assertThat(Files.readAllBytes(folder.resolve(ASIDE + "-wal"))).isEqualTo(wal);
        assertThat(folder.resolve(ASIDE + "-shm")).exists();
    }

    @Test
    void aWriteAheadLogWithoutItsDatabaseIsKept() throws IOException {
        LogStand stand = new LogStand(folder.resolve("log.db"));
        Files.write(folder.resolve("log.db-wal"), garbage(5_000));

        assertANewLogBegins(stand);
        assertThat(folder.resolve(ASIDE + "-wal")).hasSize(5_000);
    }

    @Test
    void aLogFoundDamagedByAReaderIsMovedAsideWhenItsWriterOpensAnew() throws IOException {
        LogStand stand = written();
        long bytes = Files.size(stand.file());
        overwrite(stand.file(), bytes / 2, garbage((int) (bytes / 4)));
        try (SqliteEventLog log = stand.open()) {
            var old = now(log.bounds());
            assertThatThrownBy(() -> all(log)).hasRootCauseInstanceOf(SQLException.class);
            assertThat(folder.resolve(ASIDE)).doesNotExist();

            var desk = new Desk(log);
            assertThat(desk.position().head()).isEqualTo(Sequence.NONE);
            assertThat(now(log.bounds()).wrote(old.headCursor())).isFalse();
            assertThat(desk.append(2, LogStand.NOW)).isTrue();
            assertThat(all(log)).hasSize(2);
        }
        assertThat(folder.resolve(ASIDE)).hasSize(bytes);
    }

    @Test
    void anAppendToALogThatWasFoundDamagedFailsSoThatItIsOpenedAnew() throws IOException {
        LogStand stand = written();
        long bytes = Files.size(stand.file());
        try (SqliteEventLog log = stand.open()) {
            var desk = new Desk(log);
            // Written by another process, as a failing disk does: past all caches and locks.
            Path garbage = Files.write(folder.resolve("garbage"), garbage((int) (bytes / 4)));
            Shell.run(
                    "dd",
                    "if=" + garbage,
                    "of=" + stand.file(),
                    "conv=notrunc",
                    "oflag=seek_bytes",
                    "seek=" + bytes / 2);
            assertThatThrownBy(() -> all(log)).hasRootCauseInstanceOf(SQLException.class);

            assertThat(desk.append(1, LogStand.NOW)).as("told of the loss").isFalse();
            assertThat(desk.append(1, LogStand.NOW)).isTrue();
            assertThat(all(log)).hasSize(1);
        }
        assertThat(folder.resolve(ASIDE)).exists();
    }

    /** With some 600 kB of events, which fill all but the first pages. */
    private LogStand written() {
        LogStand stand = new LogStand(folder.resolve("log.db"));
        try (SqliteEventLog log = stand.open()) {
            new Desk(log).append(300, LogStand.NOW);
        }
        return stand;
    }

    private static void assertANewLogBegins(LogStand stand) throws IOException {
        try (SqliteEventLog log = stand.open()) {
            var desk = new Desk(log);
            assertThat(desk.position().head()).isEqualTo(Sequence.NONE);
            assertThat(desk.append(1, LogStand.NOW)).isTrue();
            assertThat(all(log)).hasSize(1);
        }
        try (Stream<Path> files = Files.list(stand.file().getParent())) {
            List<String> aside = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(ASIDE))
                    .toList();
            assertThat(aside).isNotEmpty();
        }
    }

    private static void overwrite(Path path, long from, byte[] bytes) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(from);
            file.write(bytes);
        }
    }

    private static byte[] garbage(int bytes) {
        var garbage = new byte[bytes];
        Arrays.fill(garbage, (byte) 0xa5);
        return garbage;
    }
}
