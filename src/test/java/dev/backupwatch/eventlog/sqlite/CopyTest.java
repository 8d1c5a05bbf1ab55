package dev.backupwatch.eventlog.sqlite;

import static dev.backupwatch.eventlog.LogFixture.attestation;
import static dev.backupwatch.eventlog.LogFixture.entry;
import static dev.backupwatch.eventlog.LogFixture.note;
import static dev.backupwatch.eventlog.LogFixture.poll;
import static dev.backupwatch.eventlog.LogFixture.sequences;
import static dev.backupwatch.eventlog.LogFixture.sourceRemoved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.Attested;
import dev.backupwatch.eventlog.Checkpoint;
import dev.backupwatch.eventlog.LogBounds.EpochStart;
import dev.backupwatch.eventlog.LogFixture;
import dev.backupwatch.eventlog.LogPlace;
import dev.backupwatch.eventlog.LogRecord;
import dev.backupwatch.eventlog.LogRefusedException;
import dev.backupwatch.eventlog.LogStep;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that is the copy of another one. */
class CopyTest {

    private static final Epoch ONE = new Epoch("one");
    private static final Epoch TWO = new Epoch("two");
    private static final Retention LONG = new Retention(Duration.ofDays(36_500), 1L << 30);

    @TempDir
    private Path folder;

    @Test
    void itIsReadAsWhatWasTakenAndKnowsItsPlaceAfterARestart() throws Exception {
        try (SqliteEventLog log = open()) {
            LogCopy copy = log.copy();
            assertThat(copy.place()).isEmpty();
            copy.begin(Checkpoint.BEGIN, Sequence.NONE);
            copy.arrive(LogPlace.BEGIN);
            copy.take(List.of(fence(1, ONE, 1), step(3, 1, LogFixture.with(poll(ONE, 1, 2), List.of(entry(1, "a"))))));
            copy.take(List.of(fence(4, TWO, 3), step(5, 3, poll(TWO, 3, 3))));
        }
        try (SqliteEventLog log = open()) {
            assertThat(log.copy().place()).contains(new LogPlace(5, "r5"));
            assertThat(sequences(now(log.readAfter(Sequence.NONE, 9)))).containsExactly(1L, 2L, 3L);
            assertThat(now(log.bounds()).epochs())
                    .containsExactly(new EpochStart(ONE, new Sequence(1)), new EpochStart(TWO, new Sequence(3)));
            assertThat(now(log.state()).entries()).containsExactly(entry(1, "a"));
            assertThat(log.attested().epoch()).isEqualTo(TWO);
        }
    }

    @Test
    void oneThatBeganAnewIsHiddenUntilItIsWholeAndBeginsOnceMoreIfItWasInterrupted() throws Exception {
        var base = new Checkpoint(
                new LogPlace(9, "r9"),
                List.of(new EpochStart(ONE, new Sequence(1))),
                new Sequence(6),
                List.of(entry(1, "a")),
                List.of(note("n", "noted")));
        try (SqliteEventLog log = open()) {
            log.copy().begin(base, new Sequence(4));
            log.copy().takePast(poll(ONE, 5, 5).events());
            assertThat(log.attested().epoch()).isEqualTo(Attested.UNOPENED);
            assertThat(log.isReadable()).isFalse();
        }
        try (SqliteEventLog log = open()) {
            LogCopy copy = log.copy();
            assertThat(copy.place()).isEmpty();
            assertThat(log.isReadable()).isFalse();
            copy.begin(base, new Sequence(4));
            copy.takePast(poll(ONE, 5, 6).events());
            copy.arrive(base.place());
            copy.take(List.of(step(10, 7, poll(ONE, 7, 7))));

            assertThat(now(log.bounds()).compacted()).isEqualTo(new Sequence(4));
            assertThat(sequences(now(log.readAfter(Sequence.NONE, 9)))).containsExactly(5L, 6L, 7L);
            assertThat(now(log.state()).entries()).containsExactly(entry(1, "a"));
            assertThat(now(copy.notes(LogFixture.CLUSTER))).containsExactly(note("n", "noted"));
        }
    }

    @Test
    void aCheckpointOfItMakesAnotherOneThatGoesOnAlike() throws Exception {
        try (SqliteEventLog log = open();
                SqliteEventLog other = open("other.db")) {
            LogCopy copy = log.copy();
            copy.begin(Checkpoint.BEGIN, Sequence.NONE);
            assertThat(copy.checkpoint()).isEmpty();
            copy.arrive(LogPlace.BEGIN);
            copy.take(List.of(fence(1, ONE, 1), step(2, 1, LogFixture.with(poll(ONE, 1, 2), List.of(entry(1, "a"))))));
            Checkpoint checkpoint = copy.checkpoint().orElseThrow();
            assertThat(checkpoint.place()).isEqualTo(new LogPlace(2, "r2"));

            other.copy().begin(checkpoint, Sequence.NONE);
            other.copy().takePast(poll(ONE, 1, 2).events());
            other.copy().arrive(checkpoint.place());
            assertThat(now(other.state())).isEqualTo(now(log.state()));
            assertThat(now(other.bounds())).isEqualTo(now(log.bounds()));
        }
    }

    /** Attestations and records come to a replica by different ways. */
    @Test
    void whatWasSaidOfASourceBeforeItsRemovalIsNotShownAfterIt() throws Exception {
        try (SqliteEventLog log = open()) {
            LogCopy copy = log.copy();
            copy.begin(Checkpoint.BEGIN, Sequence.NONE);
            copy.arrive(LogPlace.BEGIN);
            copy.take(List.of(fence(1, ONE, 1)));
            copy.vouch(List.of(attestation("2026-11-23T04:00:00Z")));
            now(copy.settled());
            assertThat(log.attested().sources()).containsOnlyKeys(LogFixture.CLUSTER);

            copy.take(List.of(step(2, 1, sourceRemoved(ONE, 1))));
            assertThat(log.attested().sources()).isEmpty();
            copy.vouch(List.of(attestation("2026-11-23T04:00:00Z")));
            now(copy.settled());
            assertThat(log.attested().sources()).isEmpty();
        }
    }

    @Test
    void aLogOfItsOwnIsNeitherTakenForACopyNorThrownAway() {
        Path file = folder.resolve("own.db");
        try (SqliteEventLog own = new LogStand(file).open()) {
            now(own.writer().open());
        }
        assertThatThrownBy(() -> open("own.db"))
                .isInstanceOf(LogRefusedException.class)
                .hasMessageContaining("a log of its own");
        try (SqliteEventLog own = new LogStand(file).open()) {
            assertThat(own.isReadable()).isTrue();
        }
    }

    @Test
    void aCopyIsNotWrittenByItself() throws Exception {
        try (SqliteEventLog log = open()) {
            log.copy().begin(Checkpoint.BEGIN, Sequence.NONE);
        }
        assertThatThrownBy(() -> new LogStand(folder.resolve("copy.db")).open())
                .isInstanceOf(LogRefusedException.class)
                .hasMessageContaining("a copy of a replicated log");
    }

    private SqliteEventLog open() {
        return open("copy.db");
    }

    private SqliteEventLog open(String name) {
        var settings = SqliteLogSettings.ofCopy(folder.resolve(name), LONG);
        return SqliteEventLog.open(settings, InstantSource.system(), new Random());
    }

    private static LogRecord.Placed fence(long position, Epoch epoch, long first) {
        return placed(position, new LogRecord.Fence(epoch, new Sequence(first)));
    }

    private static LogRecord.Placed step(long position, long first, LogStep step) {
        Epoch epoch = step.events().get(0).cursor().epoch();
        return placed(position, new LogRecord.Step(epoch, new Sequence(first), step));
    }

    private static LogRecord.Placed placed(long position, LogRecord record) {
        return new LogRecord.Placed(new LogPlace(position, "r" + position), record);
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().indefinitely();
    }
}
