package dev.backupwatch.eventlog.jetstream;

import static dev.backupwatch.eventlog.LogFixture.CLUSTER;
import static dev.backupwatch.eventlog.LogFixture.entry;
import static dev.backupwatch.eventlog.LogFixture.note;
import static dev.backupwatch.eventlog.LogFixture.poll;
import static dev.backupwatch.eventlog.LogFixture.sequences;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.EventLogWriter;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.eventlog.LogFixture;
import dev.backupwatch.eventlog.LogPosition;
import dev.backupwatch.eventlog.LogStep;
import dev.backupwatch.eventlog.NoteChange;
import dev.backupwatch.eventlog.StateChange;
import dev.backupwatch.eventlog.StateEntry;
import dev.backupwatch.eventlog.sqlite.Retention;
import dev.backupwatch.nats.NatsServer;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.PurgeOptions;
import io.nats.client.api.StreamState;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stream has lost or given up, and what readers and successors make of the rest. */
@SuppressWarnings("try") // NATS connections may be interrupted while they close
class LossTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Retention LONG = new Retention(Duration.ofDays(36_500), 1L << 30);
    private static final Upkeep.Rhythm OFTEN = new Upkeep.Rhythm(Duration.ofMillis(100), 10);

    @TempDir
    private Path folder;

    private final String name = "log-" + UUID.randomUUID();
    private final List<Replica> open = new ArrayList<>();
    private NatsServer server;

    @BeforeEach
    void startTheServer() {
        server = NatsServer.start();
    }

    @AfterEach
    void closeAll() {
        open.forEach(Replica::close);
        server.close();
    }

    @Test
    void aDiskThatLostAcknowledgedEventsLetsNobodyTakeTheirSuccessorsForThem() {
        Replica writing = replica("writing", LONG, Upkeep.Rhythm.DEFAULT);
        EventLogWriter writer = writing.writer();
        Epoch epoch = now(writer.open()).epoch();
        now(writer.append(LogFixture.with(poll(epoch, 1, 3), List.of(entry(1, "kept")))));
        server.kill();
        Path before = server.backup();
        server.restart();
        LogPosition second = reopened(writer);
        now(writer.append(LogFixture.with(poll(second.epoch(), 4, 6), List.of(entry(1, "lost")))));
        Replica reading = replica("reading", LONG, Upkeep.Rhythm.DEFAULT);
        await(reading, 6);
        server.kill();
        server.restore(before);
        server.restart();

        LogPosition third = reopened(writer);
        assertThat(third.head()).isEqualTo(new Sequence(3));
        now(writer.append(poll(third.epoch(), 4, 4)));
        for (Replica replica : open) {
            await(replica, 4);
            LogBounds bounds = now(replica.log().bounds());
            assertThat(bounds.wrote(new Cursor(epoch, new Sequence(3)))).isTrue();
            assertThat(bounds.wrote(new Cursor(second.epoch(), new Sequence(4))))
                    .isFalse();
            assertThat(bounds.wrote(new Cursor(second.epoch(), new Sequence(6))))
                    .isFalse();
            assertThat(bounds.wrote(new Cursor(third.epoch(), new Sequence(4)))).isTrue();
            assertThat(now(replica.log().state()).entries()).containsExactly(entry(1, "kept"));
        }
    }

    /** It was read on from the shorter log, in the same epoch: the log then lacked a change in its middle, and nobody knew. */
    @Test
    void aWriterWhoseLeaseStillRunsDoesNotGoOnOverWhatADiskHasLost() {
        Replica writing = Replica.open(server.url(), name, folder.resolve("writing.db"), Duration.ofMinutes(1));
        open.add(writing);
        EventLogWriter writer = writing.writer();
        Epoch epoch = now(writer.open()).epoch();
        now(writer.append(LogFixture.with(poll(epoch, 1, 3), List.of(entry(1, "kept")))));
        server.kill();
        Path before = server.backup();
        server.restart();
        now(writer.append(changing(entry(1, "lost"))));
        server.kill();
        server.restore(before);
        server.restart();
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(now(writing.log().state()).entries()).containsExactly(entry(1, "kept")));

        assertThat(writer.mayWrite()).isTrue();
        assertThatThrownBy(() -> now(writer.append(changing(entry(2, "next")))))
                .hasRootCauseInstanceOf(IOException.class);
        assertThat(now(writing.log().state()).entries()).containsExactly(entry(1, "kept"));
        LogPosition again = reopened(writer);
        assertThat(again.epoch()).isNotEqualTo(epoch);
        now(writer.append(changing(entry(2, "next"))));
        assertThat(now(writing.log().state()).entries()).containsExactly(entry(1, "kept"), entry(2, "next"));
    }

    private static LogStep changing(StateEntry entry) {
        return new LogStep(List.of(), new StateChange(List.of(entry), List.of()), NoteChange.NONE);
    }

    @Test
    void whatRetentionRemovesIsPurgedUpToACheckpointFromWhichANewReplicaGoesOn() throws Exception {
        var little = new Retention(Duration.ofDays(36_500), 256 * 1024);
        Replica writing = replica("writing", little, OFTEN);
        EventLogWriter writer = writing.writer();
        Epoch epoch = now(writer.open()).epoch();
        now(writer.append(with(LogFixture.with(poll(epoch, 1, 2), List.of(entry(1, "row"))), "noted")));
        long last = 2;
        while (streamState().getFirstSequence() < 20) {
            now(writer.append(poll(epoch, last + 1, last + 50)));
            last += 50;
            assertThat(last).as("nothing was purged").isLessThan(100_000);
        }
        now(writer.append(poll(epoch, last + 1, last + 1)));
        last++;

        Replica late = replica("late", LONG, Upkeep.Rhythm.DEFAULT);
        await(late, last);
        LogBounds bounds = now(late.log().bounds());
        assertThat(bounds.compacted().value()).isPositive();
        assertThat(bounds.wrote(new Cursor(epoch, new Sequence(last)))).isTrue();
        List<Long> read = sequences(now(late.log().readAfter(bounds.compacted(), 1_000_000)));
        assertThat(read).hasSize((int) (last - bounds.compacted().value())).isSorted();
        assertThat(now(late.log().state()).entries()).containsExactly(entry(1, "row"));
        writing.close();
        open.remove(writing);
        EventLogWriter successor = late.writer();
        assertThat(now(successor.open()).head()).isEqualTo(new Sequence(last));
        assertThat(now(successor.notes(CLUSTER))).containsExactly(note("a", "noted"));
    }

    @Test
    void aReplicaThatWasAwayForSoLongThatWhatItMissedIsGoneBeginsAnew() throws Exception {
        Replica away = replica("away", LONG, Upkeep.Rhythm.DEFAULT);
        Replica writing = replica("writing", LONG, OFTEN);
        EventLogWriter writer = writing.writer();
        Epoch epoch = now(writer.open()).epoch();
        now(writer.append(poll(epoch, 1, 2)));
        await(away, 2);
        away.close();
        open.remove(away);
        for (long event = 3; event <= 60; event++) {
            now(writer.append(LogFixture.with(poll(epoch, event, event), List.of(entry(event % 3, "e" + event)))));
        }
        Awaitility.await().atMost(PATIENCE).until(() -> newestCheckpoint() >= 30);
        purgeUpTo(30);

        Replica back = replica("away", LONG, Upkeep.Rhythm.DEFAULT);
        await(back, 60);
        assertThat(now(back.log().bounds()).compacted()).isNotEqualTo(new Sequence(0));
        assertThat(now(back.log().state()).entries())
                .isEqualTo(now(writing.log().state()).entries());
    }

    @Test
    void whatADeadWriterLeftUnfinishedIsPassedOver() throws Exception {
        Replica writing = replica("writing", LONG, Upkeep.Rhythm.DEFAULT);
        EventLogWriter writer = writing.writer();
        Epoch epoch = now(writer.open()).epoch();
        now(writer.append(poll(epoch, 1, 2)));
        try (Connection other = Nats.connect(server.url())) {
            var unfinished = new Chunk("left", "", new Sequence(3), 0, 2, new byte[] {1, 2, 3});
            other.jetStream().publish(unfinished.message(name + ".log"));
        }

        now(writer.append(poll(epoch, 3, 4)));
        Replica reading = replica("reading", LONG, Upkeep.Rhythm.DEFAULT);
        await(reading, 4);
        assertThat(sequences(now(reading.log().readAfter(Sequence.NONE, 9)))).containsExactly(1L, 2L, 3L, 4L);
    }

    private Replica replica(String copy, Retention retention, Upkeep.Rhythm rhythm) {
        Replica replica = Replica.open(server.url(), name, folder.resolve(copy + ".db"), retention, rhythm);
        open.add(replica);
        return replica;
    }

    private StreamState streamState() throws Exception {
        try (Connection other = Nats.connect(server.url())) {
            return other.jetStreamManagement().getStreamInfo(name).getStreamState();
        }
    }

    private long newestCheckpoint() throws Exception {
        try (Connection other = Nats.connect(server.url())) {
            return other.objectStore(name + "-checkpoints").getList().stream()
                    .mapToLong(each -> Long.parseLong(each.getObjectName()))
                    .max()
                    .orElse(0);
        }
    }

    private void purgeUpTo(long position) throws Exception {
        try (Connection other = Nats.connect(server.url())) {
            other.jetStreamManagement()
                    .purgeStream(name, PurgeOptions.builder().sequence(position).build());
        }
    }

    private static LogStep with(LogStep step, String note) {
        return new LogStep(
                step.events(),
                new StateChange(step.change().put(), List.of()),
                new NoteChange(List.of(note("a", note)), List.of()));
    }

    private static LogPosition reopened(EventLogWriter writer) {
        return now(writer.open()
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(100), Duration.ofMillis(500))
                .expireIn(PATIENCE.toMillis()));
    }

    private static void await(Replica replica, long head) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> replica.log().attested().head().value() == head);
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
