package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.story.Backup;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.ManualScheduler;
import dev.backupwatch.story.WrittenLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The service is about to stop: its readers are told, one after another, to come back. */
class DrainTest {

    private static final Duration TIME = Duration.ofSeconds(5);
    private static final int READERS = 20;

    private final WrittenLog log = new WrittenLog();
    private final ManualClock clock = new ManualClock();
    private final ManualScheduler scheduler = new ManualScheduler(clock);
    private final Subscribers subscribers =
            new Subscribers(log.reader(), Streaming.SETTINGS, new Subscribers.World(clock, scheduler, new Random(1)));
    private final QueuedThread thread = new QueuedThread();
    private final List<RecordingOutlet> outlets = new ArrayList<>();
    private final List<Subscriber> open = new ArrayList<>();

    @Test
    void theStreamsEndOneAfterAnotherOverTheTime() {
        addReaders();
        CompletableFuture<Void> drained = drain();
        TreeMap<Duration, Long> ended = new TreeMap<>();
        while (!drained.isDone()) {
            runNext();
            ended.put(Duration.between(ManualClock.START, clock.instant()), ended());
        }

        assertThat(ended.lastKey()).isLessThan(TIME);
        assertThat(ended.lastEntry().getValue()).isEqualTo(READERS);
        ended.forEach((time, gone) -> assertThat((double) gone)
                .as("after %s", time)
                .isBetween(
                        (double) READERS * time.toMillis() / TIME.toMillis() - 0.01,
                        (double) READERS * time.toMillis() / TIME.toMillis() + 1.01));
        assertThat(subscribers.count()).isZero();
    }

    @Test
    void eachIsToldWhyAndWhenToComeBackAndNotAllAtTheSameTime() {
        addReaders();
        runUntilDone(drain());

        assertThat(outlets).allSatisfy(outlet -> {
            Farewell farewell = outlet.farewell().orElseThrow();
            assertThat(farewell.reason()).isEqualTo(Farewell.Reason.DRAINING);
            assertThat(farewell.retry()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
        });
        assertThat(outlets.stream()
                        .map(outlet -> outlet.farewell().orElseThrow().retry())
                        .distinct())
                .hasSizeGreaterThan(READERS / 2);
    }

    @Test
    void whoWaitsForTheEndIsNotToldBeforeTheLastReaderWas() {
        addReaders();
        CompletableFuture<Void> drained = drain();
        outlets.forEach(
                outlet -> outlet.whenEnded(() -> assertThat(drained.isDone()).isFalse()));
        runUntilDone(drained);

        assertThat(drained).isDone();
        assertThat(ended()).isEqualTo(READERS);
    }

    @Test
    void whereNobodyReadsItIsDoneAtOnce() {
        assertThat(drain()).isDone();
    }

    @Test
    void itIsDoneWhenTheLastReaderHasLeftByItself() {
        addReaders();
        CompletableFuture<Void> drained = drain();
        open.forEach(Subscriber::detach);
        assertThat(drained).isNotDone();
        thread.run();

        assertThat(drained).isDone();
        assertThat(ended()).isZero();
    }

    @Test
    void untilTheirTurnComesReadersGetWhatIsWritten() {
        addReaders();
        subscribers.drain(TIME);
        runNext();
        log.poll(Backup.of(1002, 1).started());
        thread.run();

        assertThat(ended()).isEqualTo(1);
        assertThat(outlets)
                .allSatisfy(outlet ->
                        assertThat(outlet.messages()).hasSize(outlet.farewell().isPresent() ? 2 : 3));
    }

    @Test
    void nobodyComesInAnyMore() {
        subscribers.drain(TIME);

        assertThat(subscribers.isDraining()).isTrue();
        assertThat(subscribers.refusal("a").orElseThrow().reason()).isEqualTo(Farewell.Reason.DRAINING);
        assertThat(subscribers.admit("a"))
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> assertThat(refused.farewell().reason()).isEqualTo(Farewell.Reason.DRAINING));
    }

    /** It was let in just before, or begins another stream on a connection that is there: nobody would end it later. */
    @Test
    void aStreamThatBeginsMeanwhileIsEndedToo() {
        addReaders();
        CompletableFuture<Void> drained = drain();
        addReader();
        runUntilDone(drained);

        assertThat(drained).isDone();
        assertThat(ended()).isEqualTo(READERS + 1);
    }

    private void runUntilDone(CompletableFuture<Void> drained) {
        while (!drained.isDone() && clock.instant().isBefore(ManualClock.START.plus(TIME))) {
            runNext();
        }
    }

    private CompletableFuture<Void> drain() {
        return subscribers.drain(TIME).toCompletableFuture();
    }

    private void addReaders() {
        for (int reader = 0; reader < READERS; reader++) {
            addReader();
        }
        thread.run();
    }

    private void addReader() {
        var outlet = new RecordingOutlet();
        outlets.add(outlet);
        open.add(subscribers.add(
                Streaming.FROM_A_SNAPSHOT, new Subscriber.Surroundings(outlet, thread, subscribers.controls())));
    }

    private void runNext() {
        scheduler.runNext();
        thread.run();
    }

    private long ended() {
        return outlets.stream().filter(outlet -> outlet.farewell().isPresent()).count();
    }
}
