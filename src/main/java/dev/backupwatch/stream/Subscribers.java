package dev.backupwatch.stream;

import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LogBounds;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** All subscribers of this process: wakes them when the log advances and when they owe a bookmark. */
public final class Subscribers implements AutoCloseable {

    /** The finest that bookmarks are kept to. */
    public static final Duration TICK = Duration.ofMillis(250);

    /** After which time at least a reader comes back whose stream ended for a reason that passes, and how much later at most. */
    private static final Duration RETRY = Duration.ofSeconds(1);

    private static final Duration RETRY_SPREAD = Duration.ofSeconds(4);

    private static final int RADIX = 36;

    private final SharedLog shared;
    private final StreamSettings settings;
    private final World world;
    private final Places places;
    private final Deliveries deliveries;
    private final Map<Executor, Crew> crews = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private final TailFeed feed;
    private final ScheduledFuture<?> ticking;

    /** What chance and time are to this process. */
    public record World(InstantSource clock, ScheduledExecutorService scheduler, RandomGenerator random) {}

    public Subscribers(EventLogReader log, StreamSettings settings, World world) {
        this(log, settings, world, DeliveryListener.NONE);
    }

    Subscribers(EventLogReader log, StreamSettings settings, World world, DeliveryListener listener) {
        this.shared = SharedLog.of(log, world.clock(), settings);
        this.settings = settings;
        this.world = world;
        this.places = new Places(settings.limits());
        this.deliveries = new Deliveries(listener, shared.tail());
        this.feed = new TailFeed(log, shared.tail(), coalescing(), this::wake);
        this.ticking = world.scheduler()
                .scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** For one connection: its messages bear ids that no other connection's do. */
    public Controls controls() {
        return controls(Optional.empty());
    }

    /** @param stamps as {@link Controls} has them */
    public Controls controls(Optional<Supplier<String>> stamps) {
        return new Controls("c" + Long.toUnsignedString(world.random().nextLong(), RADIX), shared.clock(), stamps);
    }

    /** How far the log itself has come. Fails with {@link UnreadableException}. */
    public Uni<Sequence> head() {
        return UnreadableException.where(shared.log().newestBounds()).map(LogBounds::head);
    }

    /**
     * Fails with {@link BadRequestException} when the filter names too much, or what does not exist. With a cursor it may:
     * what it named then was there once. Fails with {@link UnreadableException} where that cannot be found out.
     */
    public Uni<Void> check(Subscription asked) {
        int most = settings.limits().filterValues();
        if (asked.filter().values() > most) {
            return Uni.createFrom()
                    .failure(BadRequestException.filter("a filter has at most %d values".formatted(most)));
        }
        if (asked.cursor().isPresent() || asked.filter().namesNothing()) {
            return Uni.createFrom().voidItem();
        }
        return UnreadableException.where(shared.state().now())
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
        return crews.values().stream().mapToInt(crew -> crew.members().size()).sum();
    }

    public Traffic traffic() {
        return shared.traffic();
    }

    /** Where each stream stands that has begun. */
    public List<Standing> standings() {
        Sequence head = shared.attested().head();
        return all().stream()
                .flatMap(subscriber -> subscriber.standing(head).stream())
                .toList();
    }

    /** Takes a place for a connection from that address, if there is one. */
    public Admission admit(String address) {
        Optional<Runnable> place = places.take(address);
        return place.isPresent()
                ? new Admission.Admitted(place.get())
                : new Admission.Refused(refused(places.refusal(address).orElse(Farewell.Reason.TOO_MANY_SUBSCRIBERS)));
    }

    private Farewell refused(Farewell.Reason reason) {
        traffic().refuse(reason);
        return farewell(reason, controls());
    }

    /** What a connection from that address would be told instead of a stream; empty if it would get one. */
    public Optional<Farewell> refusal(String address) {
        return places.refusal(address).map(this::refused);
    }

    /**
     * Lets nobody in any more, and ends the streams one after another within that time, so that their readers do not all
     * come back to the others at once.
     *
     * @return completes when all have ended
     */
    public CompletionStage<Void> drain(Duration within) {
        places.close();
        List<Subscriber> open = all();
        for (int i = 0; i < open.size(); i++) {
            Subscriber subscriber = open.get(i);
            Duration delay = within.multipliedBy(i).dividedBy(open.size());
            later(delay, () -> subscriber.end(Farewell.Reason.DRAINING));
        }
        completeWhenDrained();
        return drained;
    }

    private void completeWhenDrained() {
        if (isDraining() && count() == 0) {
            drained.complete(null);
        }
    }

    public boolean isDraining() {
        return places.isClosed();
    }

    /** Ends all streams. */
    @Override
    public void close() {
        places.close();
        feed.close();
        ticking.cancel(false);
        all().forEach(subscriber -> subscriber.end(Farewell.Reason.DRAINING));
        shared.blocks().clear();
        shared.snapshots().clear();
    }

    private List<Subscriber> all() {
        return crews.values().stream().flatMap(crew -> crew.members().stream()).toList();
    }

    /** Those who come back do not do so at the same moment. */
    public Farewell farewell(Farewell.Reason reason, Controls controls) {
        long millis = RETRY.toMillis() + world.random().nextLong(RETRY_SPREAD.toMillis());
        return new Farewell(
                reason, controls.problem(reason.wireName(), reason.detail(), null), Duration.ofMillis(millis));
    }

    private Subscriber add(Subscription asked, Subscriber.Surroundings around, List<Message> first) {
        Crew crew = crews.computeIfAbsent(around.thread(), Crew::new);
        var outlet = new CountedOutlet(around.outlet(), traffic());
        var beginning = new Beginning(first, settings.stallTimeout(), this::farewell, member -> {
            if (crew.remove(member)) {
                outlet.over();
            }
            completeWhenDrained();
        });
        var counted = new Subscriber.Surroundings(outlet, around.thread(), around.controls());
        var subscriber = new Subscriber(asked, counted, shared, beginning);
        crew.add(subscriber);
        if (isDraining()) {
            // It came when the others were counted already, or on a connection that has a place.
            subscriber.end(Farewell.Reason.DRAINING);
        }
        return subscriber;
    }

    private void wake() {
        deliveries.wake(crews.values());
    }

    private void tick() {
        Instant now = shared.clock().instant();
        crews.values().forEach(crew -> crew.tick(now));
        shared.snapshots().tick();
    }

    private Coalescing.Clock coalescing() {
        return new Coalescing.Clock() {
            @Override
            public Duration coalesce() {
                return settings.coalesce();
            }

            @Override
            public void after(Duration delay, Runnable task) {
                later(delay, task);
            }
        };
    }

    /** A task that fails says so itself: there is nobody who would wait for it. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void later(Duration delay, Runnable task) {
        world.scheduler().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
}
