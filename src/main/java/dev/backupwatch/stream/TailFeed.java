package dev.backupwatch.stream;

import dev.backupwatch.event.Epoch;
import dev.backupwatch.eventlog.Attested;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LoggedEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Brings what the log gains into the tail, once for all subscribers, and wakes them. */
final class TailFeed implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TailFeed.class);
    private static final int PAGE = 256;

    private final EventLogReader log;
    private final Tail tail;
    private final Runnable whenGrown;
    private final Coalescing coalescing;
    private final Cancellable listening;
    /** How often it was told to look since it last began to. */
    private final AtomicInteger called = new AtomicInteger();

    private final AtomicBoolean isFailing = new AtomicBoolean();

    TailFeed(EventLogReader log, Tail tail, Coalescing.Clock later, Runnable whenGrown) {
        this.log = log;
        this.tail = tail;
        this.whenGrown = whenGrown;
        this.coalescing = new Coalescing(later, this::look);
        this.listening = log.onAdvance(coalescing::call);
        look();
    }

    @Override
    public void close() {
        listening.cancel();
    }

    /** One look at a time; who calls meanwhile makes it look again. */
    private void look() {
        if (called.getAndIncrement() == 0) {
            lookFor(1);
        }
    }

    private void lookFor(int calls) {
        Uni.createFrom()
                .deferred(this::step)
                .repeat()
                .whilst(hasGrown -> hasGrown)
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(this::tell)
                .onItemOrFailure()
                .invoke((done, failure) -> {
                    isFailing.set(failure != null);
                    int left = called.addAndGet(-calls);
                    if (left > 0) {
                        lookFor(left);
                    }
                })
                .subscribe()
                .with(done -> {}, told -> {});
    }

    /** Once: it is tried again with every poll. */
    private void tell(Throwable failure) {
        String message = "what is new in the log could not be read; it is tried again";
        if (isFailing.get()) {
            LOG.debug(message, failure);
        } else {
            LOG.warn(message, failure);
        }
    }

    /** @return whether there may be more to bring */
    private Uni<Boolean> step() {
        Attested attested = log.attested();
        Epoch newest = attested.epoch();
        if (newest.equals(Attested.UNOPENED)) {
            return Uni.createFrom().item(false);
        }
        if (!newest.equals(tail.epoch())) {
            return log.bounds().map(bounds -> {
                tail.verify(newest, bounds);
                whenGrown.run();
                return true;
            });
        }
        return attested.head().isAfter(tail.head())
                ? log.readAfter(tail.head(), PAGE).map(page -> take(page, newest))
                : Uni.createFrom().item(false);
    }

    private boolean take(List<LoggedEvent> page, Epoch newest) {
        if (!log.attested().epoch().equals(newest)) {
            // Perhaps it is of another log than the tail: that is seen in the next step.
            return true;
        }
        if (page.isEmpty()) {
            return false;
        }
        tail.add(Batch.of(page));
        whenGrown.run();
        return true;
    }
}
