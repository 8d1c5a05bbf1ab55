package dev.backupwatch.story;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs what is planned when it is told to, and sets the clock to that time. */
public final class ManualScheduler extends AbstractExecutorService implements ScheduledExecutorService {

    private final ManualClock clock;
    private final PriorityBlockingQueue<Planned<?>> planned = new PriorityBlockingQueue<>();

    public ManualScheduler(ManualClock clock) {
        this.clock = clock;
    }

    /** How long until each of the planned tasks, the next one first. */
    public List<Duration> delays() {
        planned.removeIf(Planned::isCancelled);
        return planned.stream()
                .sorted()
                .map(task -> Duration.ofNanos(task.getDelay(TimeUnit.NANOSECONDS)))
                .toList();
    }

    /** Waits until some thread has planned something. */
    public void awaitPlan(Duration patience) {
        try {
            Planned<?> next = planned.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                throw new AssertionError("nothing was planned within " + patience);
            }
            planned.add(next);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted during a poll", impatient);
        }
    }

    public void runNext() {
        planned.removeIf(Planned::isCancelled);
        Planned<?> next = planned.remove();
        Duration delay = Duration.ofNanos(next.getDelay(TimeUnit.NANOSECONDS));
        if (!delay.isNegative()) {
            clock.advance(delay);
        }
        next.run();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        var task = new Planned<@Nullable Void>(command, clock.instant().plusNanos(unit.toNanos(delay)));
        planned.add(task);
        return task;
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long first, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long first, long delay, TimeUnit unit) {
        var task = new Repeated(command, clock.instant().plusNanos(unit.toNanos(first)), unit.toNanos(delay));
        planned.add(task);
        return task;
    }

    @Override
    public void execute(Runnable command) {
        command.run();
    }

    @Override
    public void shutdown() {
        planned.clear();
    }

    @Override
    public List<Runnable> shutdownNow() {
        planned.clear();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }

    private final class Repeated extends Planned<@Nullable Void> {

        private final long delayNanos;

        Repeated(Runnable command, Instant first, long delayNanos) {
            super(command, first);
            this.delayNanos = delayNanos;
        }

        @Override
        public void run() {
            if (runAndReset()) {
                at = clock.instant().plusNanos(delayNanos);
                planned.add(this);
            }
        }
    }

    private class Planned<V extends @Nullable Object> extends FutureTask<V> implements ScheduledFuture<V> {

        Instant at;

        @SuppressWarnings("NullAway") // the task has no result
        Planned(Runnable command, Instant at) {
            super(command, null);
            this.at = at;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(Duration.between(clock.instant(), at));
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
