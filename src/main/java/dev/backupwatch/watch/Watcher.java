package dev.backupwatch.watch;

import dev.backupwatch.diff.LifePolicy;
import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.diff.RecentRuns;
import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.SourceEvent;
import dev.backupwatch.event.Trouble;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.eventlog.StaleWriterException;
import dev.backupwatch.insight.InsightPolicy;
import dev.backupwatch.source.ClusterTarget;
import dev.backupwatch.source.Source;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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
    private final LogDesk.Seat seat;
    private final InstantSource clock;
    private final ScheduledExecutorService scheduler;
    private final Pacing pacing;
    private final Past past;
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
    record Habits(LifePolicy patience, InsightPolicy expectations, DoubleSupplier chance) {}

    /**
     * What is adopted.
     *
     * @param since the opening of the log that it was read in, or that took the steps which led to it
     * @param isNoted whether anything of it is in the log
     */
    private record Known(WatchState state, LogDesk.Opening since, boolean isNoted) {

        Known with(WatchState next, Brought step) {
            return new Known(next, since, isNoted || !step.notes().isEmpty());
        }
    }

    Watcher(ClusterTarget target, Source source, Surroundings surroundings) {
        Habits habits = surroundings.habits();
        this.target = target;
        this.source = source;
        this.log = surroundings.log();
        this.seat = log.seat();
        this.clock = surroundings.clock();
        this.scheduler = surroundings.scheduler();
        this.pacing = new Pacing(target.pace(), habits.chance());
        LifePolicy policy = habits.patience().probingEvery(target.pace().history());
        this.past = new Past(source);
        this.known = new Known(
                WatchState.initial(Picture.unseen(target.name(), policy, habits.expectations())),
                LogDesk.Opening.NONE,
                false);
    }

    /**
     * Goes on from what the log says of this cluster, attests that it is known but not looked at yet, and polls until closed.
     * Fails with {@link LogUnavailableException}, and polls nothing then.
     */
    Uni<Void> start() {
        return log.open()
                .chain(this::recall)
                .chain(() -> seat.attest(known.since(), attested(known.state())))
                .invoke(() -> pollAfter(Duration.ZERO));
    }

    /** Closes it; completes when nothing can follow any more from what it found. */
    Uni<Void> leave() {
        return seat.leave().invoke(this::close);
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
        if (!log.mayBeTold()) {
            close();
            log.standDown(known.since());
            return;
        }
        Instant started = clock.instant();
        LogDesk.Opening since = known.since();
        WatchListener.Attempt attempt = log.listener().polls(target.name());
        Uni.createFrom()
                .deferred(() -> source.poll(known.state().plan(started)))
                // To decide on thousands of tenants takes seconds, for which the answers to other clusters' polls would
                // wait.
                .emitOn(scheduler)
                .invoke(outcome -> hear(attempt, outcome))
                .chain(outcome -> take(outcome, attempt))
                .onFailure(Watcher::isBug)
                .recoverWithUni(bug -> keep(bug, attempt))
                .onFailure(LogUnavailableException.class)
                .recoverWithUni(this::standBy)
                .onFailure(StaleWriterException.class)
                .recoverWithUni(stale -> Uni.createFrom().voidItem().invoke(this::close))
                .onFailure()
                .invoke(failure -> LOG.error("what a poll told could not be written", failure))
                .onTermination()
                .invoke(() -> {
                    attempt.ends();
                    pollAfter(since.equals(known.since()) ? rest(started) : Duration.ZERO);
                })
                .subscribe()
                .with(done -> {}, failed -> {});
    }

    /** One whose connections were closed under it says nothing of the cluster. */
    private void hear(WatchListener.Attempt attempt, PollOutcome outcome) {
        if (!isClosed.get()) {
            attempt.read(outcome, source.cost());
        }
    }

    private Duration rest(Instant started) {
        return pacing.delay(known.state(), Duration.between(started, clock.instant()));
    }

    /** Where the log was opened anew, what was asked followed from what may not hold: it is asked again, at once. */
    private Uni<Void> take(PollOutcome outcome, WatchListener.Attempt attempt) {
        if (isClosed.get()) {
            // Its connections were closed under it, which is no trouble of the cluster's.
            return Uni.createFrom().voidItem();
        }
        return log.open()
                .chain(opening -> opening.equals(known.since()) ? decide(outcome, attempt) : recallOrBegin(opening));
    }

    private Uni<Void> decide(PollOutcome outcome, WatchListener.Attempt attempt) {
        Known before = known;
        WatchState.Step step = before.state().on(outcome);
        Instant time = outcome instanceof PollOutcome.Complete poll
                ? poll.observation().at()
                : clock.instant();
        LOG.debugf("cluster %s: %s, %s", target.name(), outcome.getClass().getSimpleName(), source.cost());
        return adopt(before, step, time, attempt)
                .invoke(() -> tellOperators(step))
                .chain(() -> seat.attest(before.since(), attested(step.next())))
                .chain(() -> outcome instanceof PollOutcome.Complete
                        ? recollect(step, attempt)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> adopt(Known before, WatchState.Step step, Instant time, WatchListener.Attempt attempt) {
        Brought brought = LogForm.of(before.state(), step, time);
        return seat.append(before.since(), brought, attempt).invoke(() -> known = before.with(step.next(), brought));
    }

    /** Takes in what was read of the past since the last poll, and has more of it read, which no poll waits for. */
    private Uni<Void> recollect(WatchState.Step step, WatchListener.Attempt attempt) {
        if (step.toAppend().stream().anyMatch(event -> event.type() == EventType.SOURCE_RECREATED)) {
            past.forget();
        }
        Instant now = clock.instant();
        List<RecentRuns> read = past.takeRead();
        Uni<Void> adopted = read.isEmpty()
                ? Uni.createFrom().voidItem()
                : adopt(known, known.state().recollecting(read, now), now, attempt);
        return adopted.invoke(() -> past.read(known.state().withoutPast(), now));
    }

    private Uni<Void> recallOrBegin(LogDesk.Opening opening) {
        Known before = known;
        return recall(opening)
                .chain(() -> before.isNoted() && !known.isNoted()
                        ? tellOfTheSource()
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> recall(LogDesk.Opening opening) {
        return log.notes(target.name())
                .invoke(notes ->
                        known = new Known(ClusterNotes.recall(known.state(), notes), opening, !notes.isEmpty()))
                .replaceWithVoid();
    }

    /** A log that was damaged and begins anew has not heard of it. */
    private Uni<Void> tellOfTheSource() {
        Brought added = LogForm.ofAdded(target.name(), clock.instant());
        Known before = known;
        return seat.append(before.since(), added, WatchListener.Attempt.UNHEARD)
                .invoke(() -> known = before.with(before.state(), added));
    }

    /** Nothing can be told, so nobody may take the last that was told for the present. */
    private Uni<Void> standBy(Throwable unavailable) {
        return isClosed.get()
                ? Uni.createFrom().voidItem()
                : seat.attest(known.since(), attested(known.state()).unvouched());
    }

    /** A bug in deciding must not end the watch: the state stays, and the source says that it cannot be vouched for. */
    private Uni<Void> keep(Throwable bug, WatchListener.Attempt attempt) {
        if (isClosed.get()) {
            return Uni.createFrom().voidItem();
        }
        LOG.errorf(bug, "cluster %s: a poll could not be taken in", target.name());
        return take(new PollOutcome.Incomplete(new Trouble("unexpected", bug.toString()), false), attempt);
    }

    private static boolean isBug(Throwable failure) {
        return !(failure instanceof LogUnavailableException || failure instanceof StaleWriterException);
    }

    private SourceAttestation attested(WatchState now) {
        return LogForm.of(now, pacing.interval(now));
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
