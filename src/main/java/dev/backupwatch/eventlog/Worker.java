package dev.backupwatch.eventlog;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Threads of their own for what blocks. Work begins in the order in which it was brought. */
public final class Worker {

    private static final Logger LOG = Logger.getLogger(Worker.class);

    private static final Duration LONGEST_END = Duration.ofSeconds(30);

    private final ScheduledThreadPoolExecutor executor;

    /** @param threads with one, all work is done one after the other */
    public Worker(String name, int threads) {
        var number = new AtomicInteger();
        executor = new ScheduledThreadPoolExecutor(threads, task -> {
            var thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Brings the work at each subscription. Fails with what the work throws, or when this has ended. */
    public <T> Uni<T> perform(Callable<T> work) {
        return Uni.createFrom().emitter(done -> bring(() -> answer(work, done::complete, done::fail), done::fail));
    }

    /** The same for a thread that has nothing else to do, and waits. Fails with IOException, or as the work does. */
    public <T> T now(Callable<T> work) throws IOException, InterruptedException {
        try {
            return executor.submit(work).get();
        } catch (RejectedExecutionException ended) {
            throw new IOException("the log is closed", ended);
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause();
            if (cause instanceof IOException expected) {
                throw expected;
            }
            throw cause instanceof RuntimeException bug ? bug : new IllegalStateException(cause);
        }
    }

    /** Does nothing once this has ended. */
    public void later(Runnable work) {
        bring(work, ended -> {});
    }

    public void after(Duration delay, Runnable work) {
        try {
            var unused = executor.schedule(work, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException ended) {
            // Nothing more is to be done then.
        }
    }

    /** Again and again, also after a failure, which is a bug. */
    public void every(Duration interval, Runnable work) {
        Runnable guarded = () -> {
            try {
                work.run();
            } catch (RuntimeException bug) {
                LOG.error("what is done again and again has failed; it is done again", bug);
            }
        };
        var unused =
                executor.scheduleWithFixedDelay(guarded, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Waits for all that was brought, but not for ever. */
    public void end() {
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
