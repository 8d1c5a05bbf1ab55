package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Severity;
import dev.backupwatch.event.Visibility;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.WrittenLog;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stream's snapshot where there is room for one only. */
class SharedSnapshotTest {

    private static final int PARTS = 3;
    private static final Filter ANOTHER =
            new Filter(Set.of("prod"), Set.of(), Set.of(), Set.of(), Set.of(), Severity.INFO, Visibility.ALL);
    private static final StreamSettings ROOM_FOR_ONE =
            new StreamSettings(1 << 20, 1, Duration.ZERO, Duration.ofDays(1), Streaming.SETTINGS.limits());

    private final WrittenLog log = new WrittenLog(1 << 24);
    private final ManualClock clock = new ManualClock();
    private Streaming stream;

    @BeforeEach
    void begin() {
        for (int job = 1; job <= PARTS * SnapshotParts.MOST_ITEMS; job++) {
            log.poll(Backup.of(1002, job).started());
        }
        stream = new Streaming(log.reader(), Streaming.FROM_A_SNAPSHOT, clock, ROOM_FOR_ONE);
    }

    @Test
    void whoReadsItForLongWhileOthersWaitIsToldThatItHasExpiredAndGetsAWholeOne() {
        stream.outlet.stallAfterEachWrite();
        stream.thread.run();
        assertThat(stream.told()).containsExactly("snapshot");
        var waiting = ask(ANOTHER);
        stream.advance(Snapshots.PATIENCE.plusNanos(1));
        stream.shared.snapshots().tick();
        waiting.assertCompleted().getItem().close();

        takeAll();

        assertThat(stream.told()).containsExactly("snapshot", "reset", "snapshot", "snapshot", "snapshot", "bookmark");
        assertThat(Streaming.data(stream.messages().get(1)).path("reason").asText())
                .isEqualTo("snapshot_expired");
        assertThat(Streaming.data(stream.messages().get(2)).path("part").asInt())
                .isEqualTo(1);
        assertThat(Streaming.data(stream.last()).path("snapshotComplete").asBoolean())
                .isTrue();
    }

    @Test
    void whoSharesAnEarlierOneGetsWhatCameSinceAsChanges() {
        Snapshots.Reading earlier = ask(Filter.ALL).assertCompleted().getItem();
        log.poll(Backup.of(1002, 1).completed());
        stream.thread.run();

        assertThat(stream.told()).containsExactly("snapshot", "snapshot", "snapshot", "bookmark", "601");
        assertThat(stream.messages().get(PARTS).cursor())
                .contains(earlier.snapshot().cursor());
    }

    @Test
    void aStreamThatWaitsBeginsWhenThereIsRoom() {
        Snapshots.Reading blocking = ask(ANOTHER).assertCompleted().getItem();
        stream.thread.run();
        assertThat(stream.told()).isEmpty();

        blocking.close();
        stream.thread.run();
        assertThat(stream.told()).endsWith("bookmark");
    }

    @Test
    void oneThatLeavesWhileItWaitsLeavesNoReaderBehind() {
        Snapshots.Reading blocking = ask(ANOTHER).assertCompleted().getItem();
        stream.thread.run();
        stream.subscriber.detach();
        stream.thread.run();
        blocking.close();
        stream.thread.run();

        assertThat(stream.messages()).isEmpty();
        assertNobodyReads();
    }

    @Test
    void oneThatLeavesAtTheMomentWhenItIsLetInLeavesNoReaderBehind() {
        Snapshots.Reading blocking = ask(ANOTHER).assertCompleted().getItem();
        stream.thread.run();
        blocking.close();
        stream.subscriber.detach();
        stream.thread.run();

        assertThat(stream.messages()).isEmpty();
        assertNobodyReads();
    }

    @Test
    void oneThatLeavesWhileItReadsLeavesNoReaderBehind() {
        stream.outlet.stallAfterEachWrite();
        stream.thread.run();
        stream.subscriber.detach();
        stream.thread.run();

        assertNobodyReads();
    }

    @Test
    void oneThatIsEndedWhileItReadsLeavesNoReaderBehind() {
        stream.outlet.stallAfterEachWrite();
        stream.thread.run();
        stream.subscriber.end(Farewell.Reason.DRAINING);
        stream.thread.run();

        assertNobodyReads();
    }

    @Test
    void oneThatHasReadAllLeavesNoReaderBehind() {
        stream.thread.run();

        assertThat(stream.told()).endsWith("bookmark");
        assertNobodyReads();
    }

    private void takeAll() {
        for (int part = 0; part < 2 * PARTS; part++) {
            stream.goOn();
        }
    }

    /** Else another filter would have to wait. */
    private void assertNobodyReads() {
        log.poll(Backup.of(1002, 1).turns("ANOTHER"));
        assertThat(ask(ANOTHER).getItem()).isNotNull();
    }

    private UniAssertSubscriber<Snapshots.Reading> ask(Filter filter) {
        return stream.shared.snapshots().open(filter).subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}
