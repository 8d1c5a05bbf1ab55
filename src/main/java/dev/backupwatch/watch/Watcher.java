package dev.backupwatch.watch;

import dev.backupwatch.diff.LifePolicy;
import dev.backupwatch.diff.Lives;
import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.diff.Told;
import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.SourceEvent;
import dev.backupwatch.event.Trouble;
import dev.backupwatch.eventlog.NoteChange;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.eventlog.SourceFacts;
import dev.backupwatch.eventlog.StaleWriterException;
import dev.backupwatch.eventlog.StateChange;
import dev.backupwatch.eventlog.StateEntry;
import dev.backupwatch.eventlog.StateKey;
import dev.backupwatch.source.ClusterTarget;
import dev.backupwatch.source.Source;
import dev.backupwatch.wire.ItemEncoder;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The loop over one cluster: poll, decide, append, and only then adopt. */
final class Watcher implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Watcher.class);

    private final ClusterTarget target;
    private final Source source;
    private final LogDesk log;
    private final InstantSource clock;
    private final ScheduledExecutorService scheduler;
    private final Pacing pacing;
    /** One poll at a time reads and replaces it. */
    private volatile Known known;

    private final AtomicReference<@Nullable Future<?>> next = new AtomicReference<>();
    private final AtomicBoolean isClosed = new AtomicBoolean();

    /** What all loops share. */
    record Surroundings(LogDesk log, InstantSource clock, ScheduledExecutorService scheduler, Habits habits) {}

    /**
     * @param patience but for how often the history is probed, which is the target's
     * @param chance see {@link Pacing}
     */
    record Habits(LifePolicy patience, DoubleSupplier chance) {}

    /**
     * What is adopted.
     *
     * @param since the opening of the log that it was read in, or that took the steps which led to it
     */
    private record Known(WatchState state, LogDesk.Opening since) {

        Known with(WatchState next) {
            return new Known(next, since);
        }
    }

    Watcher(ClusterTarget target, Source source, Surroundings surroundings) {
        Habits habits = surroundings.habits();
        this.target = target;
        this.source = source;
        this.log = surroundings.log();
        this.clock = surroundings.clock();
        this.scheduler = surroundings.scheduler();
        this.pacing = new Pacing(target.pace(), habits.chance());
        LifePolicy policy = habits.patience().probingEvery(target.pace().history());
        this.known = new Known(WatchState.initial(Lives.unseen(target.name(), policy)), LogDesk.Opening.NONE);
    }

    /**
     * Goes on from what the log says of this cluster, attests that it is known but not looked at yet, and polls until closed.
     * Fails with {@link LogUnavailableException}, and polls nothing then.
     */
    Uni<Void> start() {
        return log.open()
                .chain(this::recall)
                .chain(() -> log.attest(attestation(known.state())))
                .invoke(() -> pollAfter(Duration.ZERO));
    }

    @Override
    public void close() {
        isClosed.set(true);
        Future<?> planned = next.get();
        if (planned != null) {
            planned.cancel(false);
        }
        source.close();
    }

    private void pollAfter(Duration delay) {
        if (!isClosed.get()) {
            next.set(scheduler.schedule(this::poll, delay.toNanos(), TimeUnit.NANOSECONDS));
        }
    }

    private void poll() {
        Instant started = clock.instant();
        LogDesk.Opening since = known.since();
        Uni.createFrom()
                .deferred(() -> source.poll(known.state().plan(started)))
                .chain(this::take)
                .onFailure(failure -> !(failure instanceof LogUnavailableException))
                .recoverWithUni(this::keep)
                .onFailure(LogUnavailableException.class)
                .recoverWithUni(this::standBy)
                .onFailure()
                .invoke(failure -> LOG.error("what a poll told could not be written", failure))
                .onTermination()
                .invoke(() -> pollAfter(since.equals(known.since()) ? rest(started) : Duration.ZERO))
                .subscribe()
                .with(done -> {}, failed -> {});
    }

    private Duration rest(Instant started) {
        return pacing.delay(known.state(), Duration.between(started, clock.instant()));
    }

    /** Where the log was opened anew, what was asked followed from what may not hold: it is asked again, at once. */
    private Uni<Void> take(PollOutcome outcome) {
        return log.open().chain(opening -> opening.equals(known.since()) ? decide(outcome) : recall(opening));
    }

    private Uni<Void> decide(PollOutcome outcome) {
        Known before = known;
        WatchState.Step step = before.state().on(outcome);
        Instant time = outcome instanceof PollOutcome.Complete poll
                ? poll.observation().at()
                : clock.instant();
        LOG.debugf("cluster %s: %s, %s", target.name(), outcome.getClass().getSimpleName(), source.cost());
        NoteChange notes = ClusterNotes.between(before.state(), step.next());
        return log.append(before.since(), new Brought(time, step.toAppend(), change(step), notes))
                .invoke(() -> known = before.with(step.next()))
                .invoke(() -> tellOperators(step))
                .chain(() -> log.attest(attestation(step.next())));
    }

    private Uni<Void> recall(LogDesk.Opening opening) {
        return log.notes(target.name())
                .invoke(notes -> known = new Known(ClusterNotes.recall(known.state(), notes), opening))
                .replaceWithVoid();
    }

    /** Nothing can be told, so nobody may take the last that was told for the present. */
    private Uni<Void> standBy(Throwable unavailable) {
        return isClosed.get()
                ? Uni.createFrom().voidItem()
                : log.attest(attestation(known.state()).unvouched());
    }

    /** A bug in deciding must not end the watch: the state stays, and the source says that it cannot be vouched for. */
    private Uni<Void> keep(Throwable bug) {
        if (bug instanceof StaleWriterException) {
            LOG.warnf("cluster %s: another writer has taken over, so this one stands by", target.name());
            close();
        }
        if (isClosed.get()) {
            return Uni.createFrom().voidItem();
        }
        LOG.errorf(bug, "cluster %s: a poll could not be taken in", target.name());
        return take(new PollOutcome.Incomplete(new Trouble("unexpected", bug.toString()), false));
    }

    private static StateChange change(WatchState.Step step) {
        List<StateEntry> put = new ArrayList<>();
        List<StateKey> removed = new ArrayList<>();
        for (RowKey key : step.touched()) {
            Told told = step.next().lives().told().get(key);
            if (told == null) {
                removed.add(new StateKey(step.next().lives().cluster(), key));
            } else {
                byte[] item = ItemEncoder.encode(told.identity(), told.row(), told.since());
                put.add(new StateEntry(told.identity(), new Encoded(item)));
            }
        }
        return new StateChange(put, removed);
    }

    private SourceAttestation attestation(WatchState now) {
        Set<RowKey> rows = now.lives().told().keySet();
        long jobs = rows.stream().filter(key -> key.kind() == RowKind.JOB).count();
        var facts = new SourceFacts(
                now.facts().version(),
                now.facts().vantage().wireName(),
                pacing.interval(now),
                jobs,
                rows.size() - jobs,
                now.lives().tenants().values().stream()
                        .sorted((a, b) -> a.id().compareTo(b.id()))
                        .toList());
        return new SourceAttestation(target.name(), now.source(), now.asOf(), facts);
    }

    private void tellOperators(WatchState.Step step) {
        for (ChangeEvent event : step.toAppend()) {
            if (event instanceof SourceEvent change) {
                Trouble trouble = change.trouble();
                if (trouble == null) {
                    LOG.infof("cluster %s: %s", target.name(), change.type().shortName());
                } else {
                    LOG.warnf("%s [%s]", trouble.message(), trouble.code());
                }
            }
        }
    }
}
