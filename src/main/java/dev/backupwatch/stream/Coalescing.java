package dev.backupwatch.stream;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Turns many calls into few: the first after a quiet time is performed at once, those that come within the coalescing time
 * after it together at its end.
 */
final class Coalescing {

    private final Clock clock;
    private final Runnable task;
    private final AtomicBoolean isResting = new AtomicBoolean();
    private final AtomicBoolean isCalled = new AtomicBoolean();

    /** Waits for others. */
    interface Clock {

        /** How long calls are collected; zero for not at all. */
        Duration coalesce();

        void after(Duration delay, Runnable task);
    }

    Coalescing(Clock clock, Runnable task) {
        this.clock = clock;
        this.task = task;
    }

    void call() {
        if (clock.coalesce().isZero()) {
            task.run();
            return;
        }
        isCalled.set(true);
        perform();
    }

    private void perform() {
        if (isCalled.get() && isResting.compareAndSet(false, true)) {
            isCalled.set(false);
            // Before the task, which may take as long as it likes: a call meanwhile is then not later than it must be.
            clock.after(clock.coalesce(), this::rested);
            task.run();
        }
    }

    private void rested() {
        isResting.set(false);
        perform();
    }
}
