package dev.backupwatch.eventlog.sqlite;

import static dev.backupwatch.eventlog.LogFixture.attestation;
import static dev.backupwatch.eventlog.sqlite.Desk.all;
import static dev.backupwatch.eventlog.sqlite.Desk.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.LogFixture;
import dev.backupwatch.eventlog.LogStep;
import dev.backupwatch.eventlog.Note;
import dev.backupwatch.eventlog.NoteChange;
import dev.backupwatch.eventlog.NoteKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes that fail: nothing is lost, nothing is there twice, and readers go on. */
class FailingDiskTest {

    private static final int BALLAST = 100_000;

    @TempDir
    private Path folder;

    private final FaultyConnector disk = new FaultyConnector();
    private LogStand stand = new LogStand(Path.of("nowhere"));

    @BeforeEach
    void standOnThatDisk() {
        stand = new LogStand(folder.resolve("log.db")).over(disk);
    }

    /** The driver takes a transaction for open after SQLITE_FULL, and writes what comes next row by row. */
    @Test
    void threeTriesOnAFullDiskAndOneOnARoomyOneMakeExactlyOneCopy() {
        disk.limitTo(90);
        try (SqliteEventLog log = stand.open()) {
            var desk = new Desk(log);
            assertThat(desk.append(150, LogStand.NOW)).isTrue();
            for (int attempt = 0; attempt < 3; attempt++) {
                assertThat(desk.append(400, LogStand.NOW)).isFalse();
                assertThat(desk.position().head()).isEqualTo(new Sequence(150));
                assertThat(all(log)).as("readers go on").hasSize(150);
                now(desk.writer().attest(attestation("2026-11-23T04:00:00Z")));
            }
            disk.limitTo(Integer.MAX_VALUE);
            desk.append(400, LogStand.NOW);
            if (desk.position().head().equals(new Sequence(150))) {
                assertThat(desk.append(400, LogStand.NOW)).isTrue();
            }

            assertThat(LogFixture.sequences(all(log))).hasSize(550).doesNotHaveDuplicates();
        }
        try (SqliteEventLog log = stand.open()) {
            assertThat(LogFixture.sequences(all(log))).hasSize(550).doesNotHaveDuplicates();
        }
    }

    @Test
    void aFullDiskTakesTheOldestTenthOnceAndTheBallastComesBack() {
        disk.limitTo(400);
        stand = stand.withBallast(BALLAST);
        try (SqliteEventLog log = stand.open()) {
            var desk = new Desk(log);
            await().until(() -> Files.exists(folder.resolve("log.db.ballast")));
            while (desk.append(20, LogStand.NOW)) {
                assertThat(now(log.bounds()).compacted()).isEqualTo(Sequence.NONE);
            }

            await().untilAsserted(
                            () -> assertThat(now(log.bounds()).compacted()).isNotEqualTo(Sequence.NONE));
            long compacted = now(log.bounds()).compacted().value();
            assertThat(compacted % 20).as("whole polls").isZero();
            assertThat(compacted)
                    .isBetween(
                            desk.position().head().value() / 10,
                            desk.position().head().value() / 5);
            assertThat(desk.append(20, LogStand.NOW)).as("there is room again").isTrue();
            await().untilAsserted(
                            () -> assertThat(folder.resolve("log.db.ballast")).hasSize(BALLAST));
        }
    }

    @Test
    void anAppendThatFailedIsNotThereAndTheLogMustBeOpenedAnew() {
        try (SqliteEventLog log = stand.open()) {
            var desk = new Desk(log);
            disk.failCommits(1);
            var step = Polls.poll(desk.position(), 5, LogStand.NOW);
            assertThatThrownBy(() -> now(desk.writer().append(step))).hasRootCauseInstanceOf(SQLException.class);
            assertThatThrownBy(() -> now(desk.writer().append(step))).hasCauseInstanceOf(IOException.class);

            desk.open();
            assertThat(desk.append(5, LogStand.NOW)).isTrue();
            assertThat(all(log)).hasSize(5);
        }
    }

    @Test
    void anAppendWhoseAnswerWasLostIsThereAndReadersAreCalledForIt() {
        try (SqliteEventLog log = stand.open()) {
            var desk = new Desk(log);
            var calls = new AtomicInteger();
            log.onAdvance(calls::incrementAndGet);
            disk.loseAnswers(1);

            assertThat(desk.append(5, LogStand.NOW)).as("the head tells").isTrue();
            assertThat(calls).hasPositiveValue();
            assertThat(log.attested().head()).isEqualTo(new Sequence(5));
            assertThat(all(log)).hasSize(5);
        }
    }

    @Test
    void ofASourceWhoseRemovalIsThereThoughItsAnswerWasLostNothingIsVouchedFor() {
        try (SqliteEventLog log = stand.open()) {
            var desk = new Desk(log);
            Note known = LogFixture.note("source", "known");
            now(desk.writer().append(noting(LogFixture.nothing(), List.of(known), List.of())));
            now(desk.writer().attest(attestation("2026-11-23T04:00:00Z")));
            disk.loseAnswers(1);
            LogStep removal =
                    noting(LogFixture.sourceRemoved(desk.position().epoch(), 1), List.of(), List.of(known.key()));
            assertThatThrownBy(() -> now(desk.writer().append(removal))).hasRootCauseInstanceOf(SQLException.class);

            desk.open();
            assertThat(desk.position().head()).isEqualTo(new Sequence(1));
            assertThat(log.attested().sources()).isEmpty();
        }
    }

    private static LogStep noting(LogStep step, List<Note> put, List<NoteKey> removed) {
        return new LogStep(step.events(), step.change(), new NoteChange(put, removed));
    }

    @Test
    void anOpeningThatFailsIsTriedAgain() {
        try (SqliteEventLog log = stand.open()) {
            var desk = new Desk(log);
            desk.append(1, LogStand.NOW);
            disk.failCommits(3);
            assertThatThrownBy(desk::open).hasRootCauseInstanceOf(SQLException.class);
            await().until(() -> desk.append(1, LogStand.NOW));

            assertThat(all(log)).hasSize(2);
        }
    }

    @Test
    void aListenerThatFailsDoesNotFailTheAppend() {
        try (SqliteEventLog log = stand.open()) {
            log.onAdvance(() -> {
                throw new IllegalStateException("a reader's own trouble");
            });
            assertThat(new Desk(log).append(1, LogStand.NOW)).isTrue();
        }
    }
}
