package dev.backupwatch.stream;

import dev.backupwatch.eventlog.EventLogReader;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** All subscribers of this process: wakes them when the log advances and when they owe a bookmark. */
public final class Subscribers implements AutoCloseable {

    /** The finest that bookmarks are kept to. */
    public static final Duration TICK = Duration.ofMillis(250);

    private static final int RADIX = 36;

    private final Log log;
    private final RandomGenerator random;
    private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
    private final Cancellable listening;
    private final ScheduledFuture<?> ticking;

    record Log(EventLogReader reader, InstantSource clock) {}

    public Subscribers(
            EventLogReader reader, InstantSource clock, ScheduledExecutorService scheduler, RandomGenerator random) {
        this.log = new Log(reader, clock);
        this.random = random;
        this.listening = reader.onAdvance(() -> subscribers.forEach(Subscriber::wake));
        this.ticking =
                scheduler.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** For one connection: its messages bear ids that no other connection's do. */
    public Controls controls() {
        return new Controls("c" + Long.toUnsignedString(random.nextLong(), RADIX), log.clock());
    }

    /**
     * Fails with {@link BadRequestException} when the filter names what does not exist. With a cursor it may: what it named
     * then was there once.
     */
    public Uni<Void> check(Subscription asked) {
        if (asked.cursor().isPresent()) {
            return Uni.createFrom().voidItem();
        }
        return log.reader()
                .state()
                .invoke(state -> new Existence(state).check(asked.filter()))
                .replaceWithVoid();
    }

    /** Begins a stream. */
    public Subscriber add(Subscription asked, Subscriber.Surroundings around) {
        return add(asked, around, List.of());
    }

    /** Begins a stream on a connection that asked for it in a message, and answers that first. */
    public Subscriber addAnswering(Subscription asked, Subscriber.Surroundings around, String requestId) {
        return add(asked, around, List.of(around.controls().subscribed(requestId)));
    }

    public int count() {
        return subscribers.size();
    }

    /** Ends all streams. */
    @Override
    public void close() {
        listening.cancel();
        ticking.cancel(false);
        subscribers.forEach(Subscriber::end);
    }

    private Subscriber add(Subscription asked, Subscriber.Surroundings around, List<Message> prelude) {
        var subscriber = new Subscriber(asked, around, log, prelude, subscribers::remove);
        subscribers.add(subscriber);
        subscriber.wake();
        return subscriber;
    }

    private void tick() {
        Instant now = log.clock().instant();
        subscribers.stream().filter(subscriber -> subscriber.isBookmarkDue(now)).forEach(Subscriber::wake);
    }
}
