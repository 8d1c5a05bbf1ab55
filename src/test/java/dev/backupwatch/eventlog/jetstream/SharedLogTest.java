package dev.backupwatch.eventlog.jetstream;

import static dev.backupwatch.eventlog.LogFixture.CLUSTER;
import static dev.backupwatch.eventlog.LogFixture.attestation;
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
import dev.backupwatch.eventlog.LogFixture;
import dev.backupwatch.eventlog.LogPosition;
import dev.backupwatch.eventlog.LogStep;
import dev.backupwatch.eventlog.NoteChange;
import dev.backupwatch.eventlog.StaleWriterException;
import dev.backupwatch.eventlog.StateChange;
import dev.backupwatch.nats.CuttableLink;
import dev.backupwatch.nats.NatsServer;
import dev.backupwatch.nats.NatsSetup;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several replicas, one log. */
class SharedLogTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** So small that hardly any record fits into one message. */
    private static final int MAX_PAYLOAD = 1400;

    private static final int MEASURED = 200;

    private static NatsServer server;

    @TempDir
    private Path folder;

    private final String name = "log-" + UUID.randomUUID();
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void startTheServer() {
        server = NatsServer.start(NatsSetup.named("shared").maxPayload(MAX_PAYLOAD));
    }

    @AfterAll
    static void stopTheServer() {
        server.close();
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void whatOneWritesEachReadsAndWhatItVouchesForToo() {
        Replica one = replica("one");
        Replica two = replica("two");
        EventLogWriter writer = one.writer();
        Epoch epoch = now(writer.open()).epoch();
        now(writer.append(LogFixture.with(poll(epoch, 1, 50), List.of(entry(1, "row")))));
        now(writer.attest(attestation("2026-11-23T04:00:00Z")));

        awaitHead(two, 50);
        assertThat(now(two.log().readAfter(Sequence.NONE, 99)))
                .isEqualTo(now(one.log().readAfter(Sequence.NONE, 99)));
        assertThat(now(two.log().state()).entries()).containsExactly(entry(1, "row"));
        assertThat(now(two.log().bounds())).isEqualTo(now(one.log().bounds()));
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(two.log().attested()).isEqualTo(one.log().attested()));
    }

    @Test
    void oneThatComesLaterIsToldWhatIsVouchedForWithoutWaitingForTheNextPoll() {
        Replica one = replica("one");
        EventLogWriter writer = one.writer();
        now(writer.open());
        now(writer.attest(attestation("2026-11-23T04:00:00Z")));
        Replica late = replica("late");

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(late.log().attested().sources()).containsValue(attestation("2026-11-23T04:00:00Z")));
    }

    @Test
    void aSecondOneStandsByUntilTheFirstIsClosedAndThenGoesOnWhereItWas() throws Exception {
        Replica one = replica("one");
        EventLogWriter first = one.writer();
        Epoch epoch = now(first.open()).epoch();
        now(first.append(with(poll(epoch, 1, 2), "noted")));
        EventLogWriter second = replica("two").writer();
        CompletableFuture<LogPosition> opening = second.open().subscribeAsCompletionStage();
        assertThat(second.mayWrite()).isFalse();
        Awaitility.await()
                .during(Replica.LEASE.multipliedBy(3))
                .atMost(PATIENCE)
                .until(() -> !opening.isDone() && first.mayWrite());

        one.close();
        open.remove(one);
        LogPosition position = opening.get();
        assertThat(position.head()).isEqualTo(new Sequence(2));
        assertThat(position.epoch()).isNotEqualTo(epoch);
        assertThat(second.mayWrite()).isTrue();
        assertThat(now(second.notes(CLUSTER))).containsExactly(note("a", "noted"));
        now(second.append(poll(position.epoch(), 3, 3)));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WHOLE")
    void oneThatIsCutOffIsSucceededAndRefusedWhenItComesBackEvenIfNothingHappenedMeanwhile(CuttableLink.State how)
            throws Exception {
        try (CuttableLink link = CuttableLink.to(server.port())) {
            Replica cut = replica(link.url(), "cut");
            EventLogWriter first = cut.writer();
            Epoch epoch = now(first.open()).epoch();
            now(first.append(poll(epoch, 1, 2)));
            now(first.attest(attestation("2026-11-23T04:00:00Z")));
            Replica two = replica("two");
            EventLogWriter second = two.writer();
            CompletableFuture<LogPosition> opening = second.open().subscribeAsCompletionStage();

            link.cut(how);
            LogPosition position = opening.get();
            assertThat(first.mayWrite()).as("it knows by time alone").isFalse();
            assertThatThrownBy(() -> now(first.append(poll(epoch, 3, 3)))).isInstanceOf(StaleWriterException.class);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(cut.log().attested().sources())
                            .as("nobody may take the last that was told for the present")
                            .containsEntry(
                                    CLUSTER, attestation("2026-11-23T04:00:00Z").unvouched()));
            assertThat(cut.log().condition().trouble()).isPresent();
            assertThat(sequences(now(cut.log().readAfter(Sequence.NONE, 9))))
                    .as("it serves what it has")
                    .containsExactly(1L, 2L);

            link.mend();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> cut.log().condition().trouble().isEmpty());
            assertThatThrownBy(() -> now(first.append(poll(epoch, 3, 3)))).isInstanceOf(StaleWriterException.class);
            now(second.append(poll(position.epoch(), 3, 4)));
            awaitHead(cut, 4);
            assertThat(now(cut.log().bounds())).isEqualTo(now(two.log().bounds()));
        }
    }

    @Test
    void aCursorThatALaggingReplicaDoesNotKnowYetIsDecidedByTheLogItself() throws Exception {
        try (CuttableLink link = CuttableLink.to(server.port())) {
            Replica lagging = replica(link.url(), "lagging");
            Replica one = replica("one");
            EventLogWriter writer = one.writer();
            Epoch epoch = now(writer.open()).epoch();
            awaitEpoch(lagging, epoch);
            link.cut(CuttableLink.State.REFUSING);
            now(writer.append(poll(epoch, 1, 3)));
            var cursor = new Cursor(epoch, new Sequence(3));
            assertThat(now(lagging.log().bounds()).wrote(cursor)).isFalse();
            assertThatThrownBy(() -> now(lagging.log().newestBounds()))
                    .as("it cannot know")
                    .hasRootCauseInstanceOf(IOException.class);

            link.mend();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(
                            () -> assertThat(now(lagging.log().newestBounds()).wrote(cursor))
                                    .isTrue());
        }
    }

    @Test
    void aReplicaThatComesBackGoesOnFromItsCopy() {
        Replica one = replica("one");
        EventLogWriter writer = one.writer();
        Epoch epoch = now(writer.open()).epoch();
        Replica two = replica("two");
        now(writer.append(poll(epoch, 1, 5)));
        awaitHead(two, 5);
        two.close();
        open.remove(two);
        now(writer.append(with(poll(epoch, 6, 9), "noted")));
        Replica again = replica("two");

        awaitHead(again, 9);
        assertThat(sequences(now(again.log().readAfter(Sequence.NONE, 99))))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void theServersRestartIsSurvivedWithoutAWordOfIt() {
        Replica one = replica("one");
        EventLogWriter writer = one.writer();
        Epoch epoch = now(writer.open()).epoch();
        now(writer.append(poll(epoch, 1, 2)));
        server.restart();

        LogPosition position = now(one.writer()
                .open()
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(100), Duration.ofMillis(500))
                .expireIn(PATIENCE.toMillis()));
        assertThat(position.head()).isEqualTo(new Sequence(2));
        assertThatThrownBy(() -> now(writer.append(poll(epoch, 3, 3)))).isInstanceOf(StaleWriterException.class);
    }

    /** How long is measured, not held against a bound: machines differ. */
    @Test
    void aStandbysReadersAreToldHardlyLaterThanTheWritersOwn() {
        Replica one = replica("one");
        Replica two = replica("two");
        EventLogWriter writer = one.writer();
        Epoch epoch = now(writer.open()).epoch();
        var atOne = new AtomicLongArray(MEASURED + 1);
        var atTwo = new AtomicLongArray(MEASURED + 1);
        one.log().onAdvance(() -> record(one, atOne));
        two.log().onAdvance(() -> record(two, atTwo));
        long begin = System.nanoTime();
        for (long event = 1; event <= MEASURED; event++) {
            now(writer.append(poll(epoch, event, event)));
        }
        long each = (System.nanoTime() - begin) / MEASURED / 1000;
        awaitHead(two, MEASURED);

        List<Long> later = IntStream.rangeClosed(1, MEASURED)
                .filter(head -> atOne.get(head) != 0 && atTwo.get(head) != 0)
                .mapToObj(head -> (atTwo.get(head) - atOne.get(head)) / 1000)
                .sorted()
                .toList();
        assertThat(later).hasSizeGreaterThan(100);
        System.out.printf(
                "an append takes %d us; a standby shows an event after the writer's own replica: median %d us, at most %d us (%d events)%n",
                each, later.get(later.size() / 2), later.get(later.size() - 1), later.size());
    }

    private static void record(Replica replica, AtomicLongArray times) {
        times.compareAndSet((int) replica.log().attested().head().value(), 0, System.nanoTime());
    }

    private Replica replica(String copy) {
        return replica(server.url(), copy);
    }

    private Replica replica(String url, String copy) {
        Replica replica = Replica.open(url, name, folder.resolve(copy + ".db"));
        open.add(replica);
        return replica;
    }

    private static LogStep with(LogStep step, String note) {
        return new LogStep(step.events(), StateChange.NONE, new NoteChange(List.of(note("a", note)), List.of()));
    }

    private static void awaitHead(Replica replica, long head) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> replica.log().attested().head().value() == head);
    }

    private static void awaitEpoch(Replica replica, Epoch epoch) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> replica.log().attested().epoch().equals(epoch));
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
