package dev.backupwatch.stream;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.eventlog.LogState;
import io.netty.buffer.ByteBuf;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * The snapshots that are being read, bounded in bytes. Where there is no room for another one, a newcomer shares the one
 * that others with its filter read already: the changes since then follow it. If nobody reads such a one, the newcomer
 * waits; and who reads for long gives way to those who wait.
 */
final class Snapshots {

    /** How long a snapshot is kept for readers who are slow while others wait. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final NewestState states;
    private final InstantSource clock;
    private final long mostBytes;
    private final Map<Key, Held> held = new LinkedHashMap<>();
    private final Deque<UniEmitter<? super Boolean>> waiting = new ArrayDeque<>();
    private long bytes;

    /**
     * @param revision of the state, which may change without an event
     * @param tenants which come and go, and are renamed, without an event
     */
    private record Key(Cursor cursor, long revision, Map<ClusterName, List<Tenant>> tenants, Filter filter) {

        static Key of(LogState state, Filter filter) {
            Map<ClusterName, List<Tenant>> tenants = new TreeMap<>();
            state.attested()
                    .sources()
                    .forEach((cluster, source) ->
                            tenants.put(cluster, source.facts().tenants()));
            return new Key(state.cursor(), state.attested().revision(), tenants, filter);
        }
    }

    private static final class Held {
        final Snapshot snapshot;
        int readers;

        Held(Snapshot snapshot) {
            this.snapshot = snapshot;
        }
    }

    /** @param mostBytes of all of them; a single one may be larger */
    Snapshots(NewestState states, InstantSource clock, long mostBytes) {
        this.states = states;
        this.clock = clock;
        this.mostBytes = mostBytes;
    }

    /** One reader's way through a snapshot. */
    final class Reading {

        private final Key key;
        private final Snapshot snapshot;
        private int next;
        private boolean isClosed;

        private Reading(Key key, Snapshot snapshot) {
            this.key = key;
            this.snapshot = snapshot;
        }

        Snapshot snapshot() {
            return snapshot;
        }

        boolean isAtEnd() {
            return next == snapshot.parts();
        }

        /** The next part's bytes but for its beginning; empty if the snapshot has expired. */
        Optional<ByteBuf> next() {
            return snapshot.part(next++);
        }

        /** May be called again. */
        void close() {
            if (!isClosed) {
                isClosed = true;
                leave(key, snapshot);
            }
        }
    }

    /** The caller closes it. */
    Uni<Reading> open(Filter filter) {
        return states.now().chain(state -> {
            Optional<Reading> admitted = admit(state, filter);
            return admitted.isPresent() ? Uni.createFrom().item(admitted.get()) : room().chain(() -> open(filter));
        });
    }

    /** Forgets what nobody has read for long, and lets those who wait try again. */
    void tick() {
        forgetUnread();
        letOneTry();
    }

    /** Expires all of them. */
    synchronized void clear() {
        remove(one -> true, () -> true);
    }

    private synchronized void forgetUnread() {
        Instant longAgo = clock.instant().minus(PATIENCE);
        remove(one -> one.readers == 0 && one.snapshot.made().isBefore(longAgo), () -> true);
    }

    private void letOneTry() {
        Optional<UniEmitter<? super Boolean>> first;
        synchronized (this) {
            first = Optional.ofNullable(waiting.poll());
        }
        first.ifPresent(waiter -> waiter.complete(true));
    }

    private Uni<Boolean> room() {
        return Uni.createFrom().emitter(waiter -> {
            synchronized (this) {
                waiting.add(waiter);
            }
        });
    }

    private synchronized Optional<Reading> admit(LogState state, Filter filter) {
        var key = Key.of(state, filter);
        Held known = held.get(key);
        if (known != null) {
            return Optional.of(read(key, known));
        }
        Instant now = clock.instant();
        var fresh = new Held(Snapshot.of(state, filter, now));
        makeRoomFor(fresh.snapshot.bytes(), one -> one.readers == 0);
        if (!hasRoomFor(fresh.snapshot.bytes())) {
            Optional<Reading> shared = share(filter, state);
            if (shared.isPresent()) {
                return shared;
            }
            makeRoomFor(
                    fresh.snapshot.bytes(),
                    one -> one.snapshot.made().plus(PATIENCE).isBefore(now));
        }
        if (!hasRoomFor(fresh.snapshot.bytes())) {
            return Optional.empty();
        }
        held.put(key, fresh);
        bytes += fresh.snapshot.bytes();
        return Optional.of(read(key, fresh));
    }

    private Optional<Reading> share(Filter filter, LogState state) {
        return held.entrySet().stream()
                .filter(entry -> entry.getKey().filter().equals(filter))
                .filter(entry -> entry.getValue()
                        .snapshot
                        .attested()
                        .epoch()
                        .equals(state.attested().epoch()))
                .reduce((older, newer) -> newer)
                .map(entry -> read(entry.getKey(), entry.getValue()));
    }

    private Reading read(Key key, Held one) {
        one.readers++;
        return new Reading(key, one.snapshot);
    }

    private boolean hasRoomFor(long more) {
        return held.isEmpty() || bytes + more <= mostBytes;
    }

    private void makeRoomFor(long more, Predicate<Held> mayGo) {
        remove(mayGo, () -> !hasRoomFor(more));
    }

    /** Oldest first. */
    private void remove(Predicate<Held> mayGo, BooleanSupplier goesOn) {
        Iterator<Held> oldestFirst = held.values().iterator();
        while (goesOn.getAsBoolean() && oldestFirst.hasNext()) {
            Held one = oldestFirst.next();
            if (mayGo.test(one)) {
                oldestFirst.remove();
                bytes -= one.snapshot.bytes();
                one.snapshot.expire();
            }
        }
    }

    /** It is kept while there is room for it: the next may ask at the same cursor. */
    private void leave(Key key, Snapshot snapshot) {
        synchronized (this) {
            Held one = held.get(key);
            if (one != null && one.snapshot == snapshot) {
                one.readers--;
            }
        }
        letOneTry();
    }
}
