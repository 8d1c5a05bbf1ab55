package dev.backupwatch.access;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The grants that something goes on by, as streams do: who holds one is told when it becomes another one, or ends. */
final class Followed {

    /** A machine's clock may be set: what ends in a year is looked at each day. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final Function<Grant, Optional<Grant>> now;
    private final Time time;
    private final Set<One> all = ConcurrentHashMap.newKeySet();

    /** What tells the time, and wakes at a time. */
    record Time(InstantSource clock, ScheduledExecutorService scheduler) {}

    /** @param now what is left of a grant */
    Followed(Function<Grant, Optional<Grant>> now, Time time) {
        this.now = now;
        this.time = time;
    }

    Runnable follow(Grant grant, Consumer<Optional<Grant>> changed) {
        var one = new One(grant, changed);
        all.add(one);
        // What changed before it was there to be told is found now.
        one.look();
        return one::end;
    }

    /** All may have changed. */
    void look() {
        all.forEach(One::look);
    }

    private final class One {

        private final Consumer<Optional<Grant>> changed;
        private Grant held;
        private @Nullable Future<?> waiting;
        private boolean isOver;

        One(Grant held, Consumer<Optional<Grant>> changed) {
            this.held = held;
            this.changed = changed;
        }

        synchronized void look() {
            if (isOver) {
                return;
            }
            Optional<Grant> left = now.apply(held);
            if (left.isEmpty()) {
                end();
                changed.accept(left);
                return;
            }
            boolean isAnother = !left.get().equals(held);
            held = left.get();
            lookAgainAtItsEnd();
            if (isAnother) {
                changed.accept(left);
            }
        }

        synchronized void end() {
            isOver = true;
            all.remove(this);
            stopWaiting();
        }

        private void lookAgainAtItsEnd() {
            stopWaiting();
            if (held.expires().isPresent()) {
                Duration left =
                        Duration.between(time.clock().instant(), held.expires().get());
                Duration wait = left.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : left;
                waiting = time.scheduler().schedule(this::look, wait.toNanos(), TimeUnit.NANOSECONDS);
            }
        }

        private void stopWaiting() {
            if (waiting != null) {
                waiting.cancel(false);
                waiting = null;
            }
        }
    }
}
