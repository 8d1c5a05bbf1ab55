package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CoalescingTest {

    private static final Duration TIME = Duration.ofMillis(10);

    private final AtomicInteger performed = new AtomicInteger();
    private final Timer timer = new Timer(TIME);
    private final Coalescing coalescing = new Coalescing(timer, performed::incrementAndGet);

    @Test
    void theFirstCallIsPerformedAtOnce() {
        coalescing.call();

        assertThat(performed).hasValue(1);
    }

    @Test
    void thoseWithinTheTimeArePerformedTogetherAtItsEnd() {
        coalescing.call();
        coalescing.call();
        coalescing.call();
        assertThat(performed).hasValue(1);

        timer.pass();
        assertThat(performed).hasValue(2);
        timer.pass();
        assertThat(performed).as("nobody has called since").hasValue(2);
    }

    @Test
    void afterAQuietTimeTheNextIsPerformedAtOnceAgain() {
        coalescing.call();
        timer.pass();
        assertThat(timer.isIdle()).isTrue();

        coalescing.call();
        assertThat(performed).hasValue(2);
    }

    @Test
    void callsThatNeverStopArePerformedOnceInEachTime() {
        for (int time = 1; time <= 5; time++) {
            for (int call = 0; call < 100; call++) {
                coalescing.call();
            }
            assertThat(performed).hasValue(time);
            timer.pass();
        }
        assertThat(performed).hasValue(6);
    }

    @Test
    void whereNoTimeIsAskedForEachIsPerformedAtOnce() {
        var each = new Coalescing(Streaming.AT_ONCE, performed::incrementAndGet);
        each.call();
        each.call();
        each.call();

        assertThat(performed).hasValue(3);
    }

    @Test
    void aCallWhileTheTaskRunsIsNotLost() {
        Runnable[] calledWithin = {() -> {}};
        var within = new Coalescing(timer, () -> {
            performed.incrementAndGet();
            Runnable call = calledWithin[0];
            calledWithin[0] = () -> {};
            call.run();
        });
        calledWithin[0] = within::call;
        within.call();
        assertThat(performed).hasValue(1);

        timer.pass();
        assertThat(performed).hasValue(2);
    }

    @Test
    void aTaskThatFailsHoldsUpNoLaterCall() {
        var failing = new Coalescing(timer, () -> {
            if (performed.incrementAndGet() == 1) {
                throw new IllegalStateException("as the test asked");
            }
        });
        try {
            failing.call();
        } catch (IllegalStateException asked) {
            assertThat(asked).hasMessage("as the test asked");
        }
        timer.pass();
        failing.call();

        assertThat(performed).hasValue(2);
    }

    /** Passes when it is told to. */
    private record Timer(Duration coalesce, Queue<Runnable> planned) implements Coalescing.Clock {

        Timer(Duration coalesce) {
            this(coalesce, new ArrayDeque<>());
        }

        @Override
        public void after(Duration delay, Runnable task) {
            assertThat(delay).isEqualTo(coalesce);
            planned.add(task);
        }

        void pass() {
            planned.remove().run();
        }

        boolean isIdle() {
            return planned.isEmpty();
        }
    }
}
