package dev.backupwatch.eventlog.sqlite;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Threads of their own for what blocks. Work begins in the order in which it was brought. */
final class Worker {

    private static final Duration LONGEST_END = Duration.ofSeconds(30);

    private final ScheduledThreadPoolExecutor executor;

    /** @param threads with one, all work is done one after the other */
    Worker(String name, int threads) {
        var number = new AtomicInteger();
        executor = new ScheduledThreadPoolExecutor(threads, task -> {
            var thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Brings the work at each subscription. Fails with what the work throws, or when this has ended. */
    <T> Uni<T> perform(Callable<T> work) {
        return Uni.createFrom().emitter(done -> bring(() -> answer(work, done::complete, done::fail), done::fail));
    }

    /** Does nothing once this has ended. */
    void later(Runnable work) {
        bring(work, ended -> {});
    }

    void after(Duration delay, Runnable work) {
        try {
            var unused = executor.schedule(work, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException ended) {
            // Nothing more is to be done then.
        }
    }

    void every(Duration interval, Runnable work) {
        var unused =
                executor.scheduleWithFixedDelay(work, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Waits for all that was brought, but not for ever. */
    void end() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void bring(Runnable work, Consumer<Throwable> onEnded) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException ended) {
            onEnded.accept(new IllegalStateException("the log is closed", ended));
        }
    }

    /** The answer is given outside of the try: what its receiver throws is not the work's failure. */
    private static <T> void answer(Callable<T> work, Consumer<T> onDone, Consumer<Throwable> onFailure) {
        T done;
        try {
            done = work.call();
        } catch (Exception | Error failure) {
            onFailure.accept(failure);
            return;
        }
        onDone.accept(done);
    }
}
