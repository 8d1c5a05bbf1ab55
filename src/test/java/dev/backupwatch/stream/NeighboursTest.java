package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.story.Backup;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.WrittenLog;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streams that share a thread. */
class NeighboursTest {

    private final WrittenLog log = new WrittenLog();
    private final ManualClock clock = new ManualClock();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final Subscribers subscribers =
            new Subscribers(log.reader(), Streaming.SETTINGS, new Subscribers.World(clock, scheduler, new Random(1)));
    private final QueuedThread thread = new QueuedThread();
    private final List<RecordingOutlet> outlets =
            Stream.generate(RecordingOutlet::new).limit(9).toList();

    @AfterEach
    void end() {
        subscribers.close();
        scheduler.shutdownNow();
    }

    /** All were pumped in one loop, which ended at the first that failed; and that one stayed in it. */
    @Test
    void oneThatFailsIsEndedAndTheOthersMissNothing() {
        for (RecordingOutlet outlet : outlets) {
            subscribers.add(
                    Streaming.FROM_A_SNAPSHOT, new Subscriber.Surroundings(outlet, thread, subscribers.controls()));
        }
        thread.run();
        RecordingOutlet broken = outlets.get(4);
        broken.breakDown();
        log.poll(Backup.of(1002, 1).started());
        thread.run();

        List<RecordingOutlet> others =
                outlets.stream().filter(outlet -> outlet != broken).toList();
        assertThat(others)
                .allSatisfy(outlet -> assertThat(outlet.messages())
                        .last()
                        .satisfies(message -> assertThat(message.cursor())
                                .contains(log.bounds().headCursor())));
        assertThat(broken.farewell().orElseThrow().reason()).isEqualTo(Farewell.Reason.UNREADABLE);
        assertThat(subscribers.count()).isEqualTo(others.size());
        assertThat(others).allSatisfy(outlet -> assertThat(outlet.farewell()).isEmpty());
    }

    @Test
    void oneWhoseReaderCannotEvenBeToldSoIsForgotten() {
        RecordingOutlet broken = outlets.get(0);
        subscribers.add(Streaming.FROM_A_SNAPSHOT, new Subscriber.Surroundings(broken, thread, subscribers.controls()));
        thread.run();
        broken.breakDown();
        broken.whenEnded(() -> {
            throw new IllegalStateException("this socket is broken");
        });
        log.poll(Backup.of(1002, 1).started());
        thread.run();
        assertThat(subscribers.count()).isZero();
    }
}
