package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.story.Backup;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.WrittenLog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Others write the tail while a subscriber reads it. */
class MovingTailTest {

    private static final int BEFORE = 3;
    private static final int MEANWHILE = 600;

    private final WrittenLog log = new WrittenLog(1 << 24);
    private final Backup backup = Backup.of(1002, 1);
    private final RecordingOutlet outlet = new RecordingOutlet();
    private final QueuedThread thread = new QueuedThread();
    private final Meanwhile meanwhile = new Meanwhile();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void whereverInAStepTheTailMovesPastAReaderNothingIsToldTwiceOrMissed(int looksAtTheClock) {
        StreamSettings settings = Streaming.withTail(4_000);
        SharedLog shared = SharedLog.of(log.reader(), meanwhile, settings);
        var beginning = new Beginning(
                List.of(),
                settings.stallTimeout(),
                (reason, controls) -> {
                    throw new AssertionError(reason);
                },
                gone -> {});
        var around = new Subscriber.Surroundings(outlet, thread, new Controls("c1", meanwhile, Optional.empty()));
        var subscriber = new Subscriber(Streaming.withoutSnapshot(Optional.empty()), around, shared, beginning);
        new TailFeed(log.reader(), shared.tail(), Streaming.AT_ONCE, subscriber::wake);
        subscriber.wake();
        thread.run();
        for (int i = 0; i < BEFORE; i++) {
            log.poll(backup.turns("S" + i));
            thread.run();
        }
        log.poll(backup.turns("T"));
        meanwhile.after(looksAtTheClock, this::writeMuch);
        thread.run();
        meanwhile.happensNow();
        thread.run();

        assertThat(outlet.messages().stream()
                        .filter(Message.Event.class::isInstance)
                        .map(event -> event.cursor().orElseThrow().sequence().value()))
                .isEqualTo(IntStream.rangeClosed(1, BEFORE + 1 + MEANWHILE)
                        .mapToObj(sequence -> (long) sequence)
                        .toList());
    }

    private void writeMuch() {
        for (int i = 0; i < MEANWHILE; i++) {
            log.poll(backup.turns("U" + i));
        }
    }

    /** A clock that stands still; something happens while it is looked at. */
    private static final class Meanwhile implements InstantSource {

        private int looks;
        private Runnable event = () -> {};

        void after(int looksAtTheClock, Runnable happens) {
            looks = looksAtTheClock;
            event = happens;
        }

        void happensNow() {
            Runnable happens = event;
            event = () -> {};
            happens.run();
        }

        @Override
        public Instant instant() {
            if (--looks == 0) {
                happensNow();
            }
            return ManualClock.START;
        }
    }
}
