package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.story.Backup;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.WrittenLog;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** A reader that takes nothing although there is something for it holds memory, and is ended when its time is over. */
class SlowReaderTest {

    private static final int PAGE = 256;
    private static final Duration TIMEOUT = Streaming.SETTINGS.stallTimeout();
    private static final Duration NANO = Duration.ofNanos(1);

    private final WrittenLog log = new WrittenLog(1 << 26);
    private final Backup backup = Backup.of(1002, 1);
    private final Streaming stream = Streaming.begun(log, Streaming.FROM_A_SNAPSHOT);

    @Test
    void oneThatTakesNothingIsToldSoWhenItsTimeIsOverAndNotBefore() {
        stream.outlet.stall();
        stream.advance(TIMEOUT.minus(NANO));
        assertThat(stream.outlet.farewell()).isEmpty();
        assertThat(stream.hasLeft).isFalse();

        stream.advance(NANO);
        Farewell farewell = stream.outlet.farewell().orElseThrow();
        assertThat(farewell.reason()).isEqualTo(Farewell.Reason.TOO_SLOW);
        assertThat(Streaming.data(farewell.problem()).path("reason").asText()).isEqualTo("too-slow");
        assertThat(stream.hasLeft).isTrue();
    }

    @Test
    void theTimeCountsFromWhenTheSocketWasLastSeenReady() {
        stream.advance(TIMEOUT.multipliedBy(3));
        stream.outlet.stall();
        stream.advance(TIMEOUT.minus(NANO));
        assertThat(stream.outlet.farewell()).isEmpty();

        stream.advance(NANO);
        assertThat(stream.outlet.farewell()).isPresent();
    }

    @Test
    void oneThatTakesSomethingHasItsWholeTimeAgain() {
        stream.outlet.stall();
        stream.advance(TIMEOUT.minus(NANO));
        stream.outlet.takeSome();
        stream.advance(NANO);
        assertThat(stream.outlet.farewell()).isEmpty();

        stream.advance(TIMEOUT.minus(NANO));
        assertThat(stream.outlet.farewell()).isEmpty();
        stream.advance(NANO);
        assertThat(stream.outlet.farewell()).isPresent();
    }

    @Test
    void oneThatTakesALittleNowAndThenIsNeverEnded() {
        stream.outlet.stall();
        for (int i = 0; i < 20; i++) {
            stream.outlet.takeSome();
            stream.advance(TIMEOUT.minus(NANO));
        }

        assertThat(stream.outlet.farewell()).isEmpty();
    }

    /** The socket is full again at each of the moments when it is looked at. */
    @Test
    void oneThatTakesAllBetweenTwoLooksIsNeverEndedHoweverLongItsWayIs() {
        log.poll(Collections.nCopies(400 * PAGE, backup.taskProgressed(1, 4)));
        Streaming behind = new Streaming(log.reader(), Streaming.from("oldest"), new ManualClock());
        behind.outlet.stallAfterEachWrite();
        behind.thread.run();
        for (int tick = 0; tick < 300; tick++) {
            behind.advance(Subscribers.TICK);
            behind.goOn();
            assertThat(behind.outlet.farewell()).isEmpty();
        }
        assertThat(behind.messages()).hasSizeGreaterThan(300 * PAGE);
    }

    @Test
    void oneWithNothingToTakeIsNeverSlow() {
        for (int i = 0; i < 20; i++) {
            stream.advance(TIMEOUT.multipliedBy(100));
        }

        assertThat(stream.outlet.farewell()).isEmpty();
    }

    @Test
    void aClockThatIsSetBackEndsNobody() {
        stream.advance(TIMEOUT);
        stream.outlet.stall();
        stream.advance(TIMEOUT.minus(NANO));
        stream.advance(TIMEOUT.multipliedBy(-100));
        stream.advance(TIMEOUT.minus(NANO));
        assertThat(stream.outlet.farewell()).isEmpty();

        stream.advance(NANO);
        assertThat(stream.outlet.farewell()).as("but its time begins anew").isPresent();
    }

    @Test
    void afterItWasEndedItIsWrittenNothingMore() {
        stream.outlet.stall();
        stream.advance(TIMEOUT);
        int before = stream.messages().size();
        log.poll(backup.started());
        stream.subscriber.ping("late");
        stream.goOn();
        stream.advance(TIMEOUT);

        assertThat(stream.messages()).hasSize(before);
        assertThat(stream.outlet.farewells()).isEqualTo(1);
    }
}
