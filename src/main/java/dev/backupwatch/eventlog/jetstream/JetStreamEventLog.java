package dev.backupwatch.eventlog.jetstream;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.Attested;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.EventLogWriter;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.eventlog.LogCondition;
import dev.backupwatch.eventlog.LogPosition;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.eventlog.LogStep;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.Note;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.eventlog.StaleWriterException;
import dev.backupwatch.eventlog.Stopwatch;
import dev.backupwatch.eventlog.Worker;
import dev.backupwatch.eventlog.sqlite.LogCopy;
import dev.backupwatch.eventlog.sqlite.SqliteEventLog;
import io.nats.client.JetStreamApiException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A log in NATS JetStream, shared by any number of replicas. Each follows it into a copy of its own, which its readers read;
 * one at a time writes it.
 */
public final class JetStreamEventLog implements EventLogReader, AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SqliteEventLog copy;
    private final LogCopy written;
    private final NatsLink link;
    private final StreamView stream;
    private final Reach reach = new Reach();
    private final Health health;
    private final Follower follower;
    private final Lease lease;
    private final Publisher publisher;
    private final Appends appends;
    private final Grapevine grapevine;
    private final Upkeep upkeep;
    private final Worker writing = new Worker("backupwatch-log-append", 1);
    private final Worker asking = new Worker("backupwatch-log-ask", 2);
    private final CatchUp catchUp = new CatchUp(asking, this::newest);
    private final Worker upkeeping = new Worker("backupwatch-log-upkeep", 1);

    /** What a log is given from outside. */
    public record Outfit(Stopwatch stopwatch, RandomGenerator random, Upkeep.Rhythm rhythm) {

        public Outfit(Stopwatch stopwatch, RandomGenerator random) {
            this(stopwatch, random, Upkeep.Rhythm.DEFAULT);
        }
    }

    private JetStreamEventLog(JetStreamSettings settings, SqliteEventLog copy, Outfit outfit) {
        this.copy = copy;
        this.written = copy.copy();
        this.link = new NatsLink(settings);
        var stores = new Stores(link, settings);
        this.stream = new StreamView(stores, settings.name());
        var checkpoints = new Checkpoints(stores);
        Stopwatch stopwatch = outfit.stopwatch();
        String holder = Epoch.drawn(outfit.random()).value();
        this.lease = new Lease(
                stores,
                new Lease.Terms(holder, settings.lease(), stopwatch),
                () -> reach.state().place());
        this.health = new Health(copy::isReadable, lease::isHeld);
        var heard = new Attestations(written, copy, reach, stopwatch);
        this.grapevine =
                new Grapevine(link, settings.attestations(), heard, new Grapevine.Speaker(reach, lease::isHeld));
        this.follower = new Follower(
                new Follower.Place(link, stores, settings, new Alignment(stream, checkpoints, written)),
                written,
                reach,
                health,
                heard::settle);
        this.publisher = new Publisher(link, settings.subject(), stopwatch);
        this.appends = new Appends(
                publisher, new Appends.Sight(stream, reach, copy::boundsNow), lease::isHeld, outfit.random());
        this.upkeep = new Upkeep(
                new Upkeep.Subject(settings.name(), stores, stream, checkpoints),
                new Upkeep.Copy(written, reach, copy::boundsNow),
                stopwatch,
                outfit.rhythm());
    }

    /**
     * Does not wait for NATS: what the copy holds is served at once.
     *
     * @param copy opened as one; closed with this
     */
    public static JetStreamEventLog open(JetStreamSettings settings, SqliteEventLog copy, Outfit outfit) {
        var log = new JetStreamEventLog(settings, copy, outfit);
        log.link.open();
        log.follower.open();
        log.lease.open();
        log.asking.every(TICK, log.grapevine::tick);
        log.upkeeping.every(TICK, log::tidy);
        return log;
    }

    /** Another writer of this log. Each opening of any of them refuses all others, in whatever process. */
    public EventLogWriter writer() {
        return new Writer();
    }

    public LogCondition condition() {
        return health;
    }

    @Override
    public Uni<List<LoggedEvent>> readAfter(Sequence after, int limit) {
        return copy.readAfter(after, limit);
    }

    @Override
    public Uni<List<LoggedEvent>> readBefore(Sequence before, int limit) {
        return copy.readBefore(before, limit);
    }

    @Override
    public Uni<List<LoggedEvent>> removalsBefore(Sequence before, int limit) {
        return copy.removalsBefore(before, limit);
    }

    @Override
    public Uni<List<LoggedEvent>> removalsOf(ClusterName cluster, JobKey job) {
        return copy.removalsOf(cluster, job);
    }

    @Override
    public Uni<LogBounds> bounds() {
        return copy.bounds();
    }

    @Override
    public Uni<LogBounds> newestBounds() {
        return catchUp.bounds();
    }

    private LogBounds newest() throws IOException, JetStreamApiException, InterruptedException {
        reach.await(stream.ends().last(), PATIENCE);
        return copy.boundsNow()
                .orElseThrow(() -> new IOException("the log has not been read from NATS to its end yet"));
    }

    @Override
    public Uni<LogState> state() {
        return copy.state();
    }

    @Override
    public Attested attested() {
        return copy.attested();
    }

    /** Of the copy. */
    @Override
    public OptionalLong bytes() {
        return copy.bytes();
    }

    @Override
    public Cancellable onAdvance(Runnable listener) {
        return copy.onAdvance(listener);
    }

    @Override
    public void close() {
        publisher.close();
        lease.close();
        writing.end();
        asking.end();
        upkeeping.end();
        follower.close();
        link.close();
        copy.close();
    }

    private void tidy() {
        if (lease.isHeld()) {
            try {
                upkeep.tick();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** One writer's right, until another opens the log. */
    private final class Writer implements EventLogWriter {

        private volatile Epoch epoch = Attested.UNOPENED;

        @Override
        public Uni<LogPosition> open() {
            return lease.win()
                    .chain(acknowledged -> writing.perform(() -> appends.begin(acknowledged)))
                    .invoke(opened -> {
                        epoch = opened.epoch();
                        grapevine.begin(epoch);
                        upkeep.begin();
                    })
                    // Somebody else may be able to.
                    .onFailure()
                    .invoke(lease::release);
        }

        @Override
        public boolean mayWrite() {
            return lease.isHeld();
        }

        @Override
        public Uni<List<Note>> notes(ClusterName cluster) {
            return held().chain(() -> written.notes(cluster));
        }

        @Override
        public Uni<Set<ClusterName>> notedClusters() {
            return held().chain(written::notedClusters);
        }

        @Override
        public Uni<Void> append(LogStep step) {
            return writing.perform(() -> {
                        appends.requireHeld();
                        grapevine.forget(step.removedSources());
                        appends.append(epoch, step);
                        return step;
                    })
                    .replaceWithVoid();
        }

        @Override
        public Uni<Void> attest(SourceAttestation attestation) {
            return held().invoke(() -> grapevine.attest(attestation)).chain(written::settled);
        }

        /** On the thread that writes, so in order with the appends. Fails with {@link StaleWriterException}. */
        private Uni<Void> held() {
            return writing.perform(() -> {
                        appends.requireHeld();
                        return appends.requireNewest(epoch);
                    })
                    .replaceWithVoid();
        }
    }
}
