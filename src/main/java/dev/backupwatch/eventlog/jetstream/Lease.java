package dev.backupwatch.eventlog.jetstream;

import dev.backupwatch.eventlog.LogPlace;
import dev.backupwatch.eventlog.Stopwatch;
import io.nats.client.JetStreamApiException;
import io.nats.client.KeyValue;
import io.nats.client.api.KeyValueEntry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Says who polls: one replica at a time, as long as it is heard of. It makes double polls rare and short; that no two write
 * is not its doing, but the stream's, which refuses what does not follow its end.
 *
 * <p>Its value stays when its holder is gone. Who wants it watches until it was not renewed for the lease's time by the own
 * clock, and then takes it against that very revision, so that one wins.
 */
final class Lease implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Lease.class);
    private static final String KEY = "writer";
    private static final int RENEWALS = 4;
    private static final int LOOKS = 10;

    private final Stores stores;
    private final String holder;
    private final Duration time;
    private final Stopwatch stopwatch;
    private final Supplier<LogPlace> acknowledged;
    private final ScheduledExecutorService executor;

    /** Who waits for it; only under this object's lock. */
    private final List<UniEmitter<? super LogPlace>> waiting = new ArrayList<>();
    /** Only on the executor's thread. */
    private @Nullable Seen seen;
    /** While it is held: until when nobody else may take it. */
    private volatile Duration heldUntil = Duration.ZERO;

    private Duration renewed = Duration.ZERO;

    /** One revision, and since when it is known. */
    private record Seen(long revision, LeaseText text, Duration since) {}

    /** @param acknowledged the newest record that is known to be written */
    Lease(Stores stores, Terms terms, Supplier<LogPlace> acknowledged) {
        this.stores = stores;
        this.holder = terms.holder();
        this.time = terms.time();
        this.stopwatch = terms.stopwatch();
        this.acknowledged = acknowledged;
        this.executor = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "backupwatch-log-lease");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @param holder a name that no other process has, nor this one's next run */
    record Terms(String holder, Duration time, Stopwatch stopwatch) {}

    void open() {
        long look = time.toNanos() / LOOKS;
        var unused = executor.scheduleWithFixedDelay(this::step, 0, look, TimeUnit.NANOSECONDS);
    }

    /** Completes when it is held, with what its last holder knew to be written. That may never be. */
    Uni<LogPlace> win() {
        return Uni.createFrom().emitter(won -> {
            synchronized (this) {
                waiting.add(won);
            }
            executor.execute(this::step);
            won.onTermination(() -> {
                synchronized (this) {
                    waiting.remove(won);
                }
            });
        });
    }

    /** Whether nobody else can have taken it yet. */
    boolean isHeld() {
        return stopwatch.elapsed().compareTo(heldUntil) < 0;
    }

    /** Lets others have it at once. */
    void release() {
        executor.execute(() -> {
            try {
                giveUp();
            } catch (IOException | JetStreamApiException | RuntimeException failure) {
                LOG.debug("the lease could not be released; it runs out", failure);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void close() {
        release();
        executor.shutdown();
        try {
            if (!executor.awaitTermination(time.toMillis(), TimeUnit.MILLISECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void step() {
        try {
            if (isHeld()) {
                if (stopwatch.elapsed().minus(renewed).compareTo(time.dividedBy(RENEWALS)) >= 0) {
                    renew();
                }
                if (isHeld()) {
                    tell(acknowledged.get());
                }
            } else if (isWanted()) {
                campaign();
            }
        } catch (IOException | JetStreamApiException | RuntimeException failure) {
            LOG.debug("the lease could not be renewed or taken; tried again", failure);
            // The next look finds out what is there.
            seen = null;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void renew() throws IOException, JetStreamApiException, InterruptedException {
        KeyValue bucket = stores.lease();
        Seen last = seen == null ? look(bucket) : seen;
        if (last == null || !last.text().holder().equals(holder)) {
            heldUntil = Duration.ZERO;
            return;
        }
        write(bucket, last.revision());
    }

    private void campaign() throws IOException, JetStreamApiException, InterruptedException {
        KeyValue bucket = stores.lease();
        Seen last = look(bucket);
        if (last == null) {
            write(bucket, 0);
            tell(LogPlace.BEGIN);
        } else if (isFree(last)) {
            write(bucket, last.revision());
            tell(last.text().acknowledged());
        }
    }

    private boolean isFree(Seen last) {
        String before = last.text().holder();
        // Its own where an answer was lost.
        return before.isEmpty()
                || before.equals(holder)
                || stopwatch.elapsed().minus(last.since()).compareTo(time) > 0;
    }

    /** The revision of now, known since it was first seen. */
    private @Nullable Seen look(KeyValue bucket) throws IOException, JetStreamApiException {
        KeyValueEntry entry = bucket.get(KEY);
        if (entry == null) {
            seen = null;
        } else if (seen == null || seen.revision() != entry.getRevision()) {
            byte[] value = entry.getValue();
            seen = new Seen(
                    entry.getRevision(), LeaseText.of(value == null ? new byte[0] : value), stopwatch.elapsed());
        }
        return seen;
    }

    /** Fails if there is another revision by now. */
    private void write(KeyValue bucket, long revision) throws IOException, JetStreamApiException {
        // Before it is sent: nobody can have seen it earlier.
        Duration now = stopwatch.elapsed();
        var text = new LeaseText(holder, acknowledged.get());
        long written = bucket.update(KEY, text.bytes(), revision);
        seen = new Seen(written, text, now);
        renewed = now;
        heldUntil = now.plus(time);
    }

    private void giveUp() throws IOException, JetStreamApiException, InterruptedException {
        boolean wasHeld = isHeld();
        heldUntil = Duration.ZERO;
        Seen last = seen;
        if (wasHeld && last != null && last.text().holder().equals(holder)) {
            seen = null;
            var text = new LeaseText(holder, acknowledged.get()).released();
            stores.lease().update(KEY, text.bytes(), last.revision());
        }
    }

    private void tell(LogPlace acknowledgedBefore) {
        List<UniEmitter<? super LogPlace>> told;
        synchronized (this) {
            told = List.copyOf(waiting);
            waiting.clear();
        }
        told.forEach(each -> each.complete(acknowledgedBefore));
    }

    private synchronized boolean isWanted() {
        return !waiting.isEmpty();
    }
}
