package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.story.Backup;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.ManualScheduler;
import dev.backupwatch.story.WrittenLog;
import java.util.Collections;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A reader may go away at any moment, also while something is read for it: nothing of it stays behind. */
class LeavingTest {

    private static final int EVENTS = 900;
    private static final int MOMENTS = 24;

    private final WrittenLog log = new WrittenLog(1 << 24);
    private final HeldLog held = new HeldLog(log.reader());
    private final ManualClock clock = new ManualClock();
    private final Subscribers subscribers = new Subscribers(
            held, Streaming.withTail(1_000), new Subscribers.World(clock, new ManualScheduler(clock), new Random(1)));
    private final CountedFraming framing = new CountedFraming();
    private final RecordingOutlet outlet = new RecordingOutlet(framing);
    private final QueuedThread thread = new QueuedThread();

    @ParameterizedTest
    @MethodSource("moments")
    void aReaderOfThePastThatGoesAwayLeavesNothingBehind(int moment) {
        goAwayAt(moment, Streaming.from("oldest"));
    }

    @ParameterizedTest
    @MethodSource("moments")
    void aReaderOfTheStateThatGoesAwayLeavesNothingBehind(int moment) {
        goAwayAt(moment, Streaming.FROM_A_SNAPSHOT);
    }

    static IntStream moments() {
        return IntStream.range(0, MOMENTS);
    }

    private void goAwayAt(int moment, Subscription asked) {
        log.poll(Collections.nCopies(EVENTS, Backup.of(1002, 1).started()));
        Subscriber reader = subscribers.add(asked, new Subscriber.Surroundings(outlet, thread, subscribers.controls()));
        for (int i = 0; i < moment; i++) {
            takeAStep();
        }
        reader.detach();
        int told = outlet.messages().size();
        while (thread.hasStep() || held.asked() > 0) {
            takeAStep();
        }
        log.poll(Backup.of(1002, 1).completed());
        held.answerAll();
        thread.run();

        assertThat(outlet.messages()).hasSize(told);
        assertThat(outlet.farewell()).as("nobody is there to be told").isEmpty();
        assertThat(subscribers.count()).isZero();
        subscribers.close();
        assertThat(framing.inUse()).isZero();
    }

    private void takeAStep() {
        if (thread.hasStep()) {
            thread.step();
        } else if (held.asked() > 0) {
            held.answer();
        }
    }
}
