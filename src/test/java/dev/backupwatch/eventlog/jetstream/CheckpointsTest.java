package dev.backupwatch.eventlog.jetstream;

import static dev.backupwatch.eventlog.LogFixture.entry;
import static dev.backupwatch.eventlog.LogFixture.note;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.Checkpoint;
import dev.backupwatch.eventlog.LogBounds.EpochStart;
import dev.backupwatch.eventlog.LogPlace;
import dev.backupwatch.nats.NatsServer;
import dev.backupwatch.nats.NatsSetup;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checkpoints in the object store of a server that takes short messages only. */
class CheckpointsTest {

    /** As many as 2,000 tenants have jobs and tasks. */
    private static final int ROWS = 4_000;

    private static final int BYTES_A_ROW = 1_000;
    private static final int MAX_PAYLOAD = 32 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Random random = new Random(6);
    private NatsServer server;
    private NatsLink link;
    private Checkpoints checkpoints;

    @BeforeEach
    void startTheServer() {
        server = NatsServer.start(NatsSetup.named("checkpoints").maxPayload(MAX_PAYLOAD));
        var settings = new JetStreamSettings(
                List.of(server.url()), "log", 1, Duration.ofSeconds(2), JetStreamSettings.Login.NONE);
        link = new NatsLink(settings);
        link.open();
        var stores = new Stores(link, settings);
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            stores.makeOrCheck();
            return true;
        });
        checkpoints = new Checkpoints(stores);
    }

    @AfterEach
    void stopTheServer() {
        link.close();
        server.close();
    }

    @Test
    void oneOfALargeFleetIsReadAsItWasWrittenThoughItIsManyMessagesLong() throws Exception {
        Checkpoint large = checkpoint(77);
        assertThat(RecordForm.pack(large).length).isGreaterThan(10 * MAX_PAYLOAD);
        checkpoints.write(large);

        assertThat(checkpoints.positions()).containsExactly(77L);
        assertThat(checkpoints.read(77)).isEqualTo(large);
    }

    @Test
    void theNewestTwoAreKept() throws Exception {
        for (long position : List.of(9L, 10L, 100L)) {
            checkpoints.write(new Checkpoint(
                    new LogPlace(position, "r" + position), List.of(), Sequence.NONE, List.of(), List.of()));
        }

        assertThat(checkpoints.positions()).containsExactly(100L, 10L);
    }

    private Checkpoint checkpoint(long position) {
        return new Checkpoint(
                new LogPlace(position, "r" + position),
                List.of(new EpochStart(new Epoch("one"), new Sequence(1))),
                new Sequence(500),
                LongStream.range(0, ROWS).mapToObj(job -> entry(job, noise())).toList(),
                List.of(note("n", noise())));
    }

    /** Which hardly deflates. */
    private String noise() {
        return random.ints(BYTES_A_ROW, ' ', '~')
                .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
                .toString();
    }
}
