package dev.backupwatch.watch;

import dev.backupwatch.diff.LifePolicy;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.memory.MemoryEventLog;
import dev.backupwatch.insight.InsightPolicy;
import dev.backupwatch.source.ClusterTarget;
import dev.backupwatch.source.Source;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.ManualScheduler;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * The whole chain from a source to a log that fails when it is told to. Polls when it is told to; may be stopped in the
 * middle of a poll, and another watch goes on with the same log.
 */
public final class FaultyWatch {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long MOST_BYTES = 1 << 24;

    private final ClusterTarget target;
    private final ManualClock clock;
    private final LifePolicy policy;
    private final MemoryEventLog log = new MemoryEventLog(new Random(3), MOST_BYTES);
    private final FlakyEventLog flaky = new FlakyEventLog(log.writer());
    private ManualScheduler scheduler;
    private Watcher watcher;

    public FaultyWatch(ClusterTarget target, ManualClock clock, LifePolicy policy, Source source) {
        this.target = target;
        this.clock = clock;
        this.policy = policy;
        this.scheduler = new ManualScheduler(clock);
        this.watcher = started(source);
    }

    /** Another watch goes on from what is in the log, and knows nothing else. */
    public void goOn(Source source) {
        watcher.close();
        scheduler = new ManualScheduler(clock);
        watcher = started(source);
    }

    private Watcher started(Source source) {
        var habits = new Watcher.Habits(policy, InsightPolicy.DEFAULT, () -> 0.5);
        var surroundings = new Watcher.Surroundings(new LogDesk(flaky), clock, scheduler, habits);
        var started = new Watcher(target, source, surroundings);
        started.start().await().atMost(PATIENCE);
        return started;
    }

    /** The next step that is appended is not written, or is written and its answer lost; until {@link #isWellAgain}. */
    public void nextAppendFails(boolean isWritten) {
        flaky.next(isWritten ? FlakyEventLog.Fate.IS_WRITTEN_BUT_FAILS : FlakyEventLog.Fate.IS_NOT_WRITTEN);
    }

    /** Whether what was appended since it was well is in the log, although the watch was told that it failed. */
    public boolean hasWrittenUnheard() {
        return flaky.hasWrittenUnheard();
    }

    public void isWellAgain() {
        flaky.forget();
    }

    /** Until the next poll is planned. */
    public Duration rest() {
        return scheduler.delays().get(0);
    }

    /** Begins the next poll, which is due. */
    public void beginPoll() {
        scheduler.runNext();
    }

    /** Returns when the poll is over, and what it led to is written. */
    public void awaitPoll() {
        scheduler.awaitPlan(PATIENCE);
    }

    /** All that was told so far. */
    public List<LoggedEvent> events() {
        return log.readAfter(Sequence.NONE, Integer.MAX_VALUE).await().atMost(PATIENCE);
    }

    public LogState state() {
        return log.state().await().atMost(PATIENCE);
    }

    public void close() {
        watcher.close();
    }
}
