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

/** The whole chain from a source to the log, which polls when it is told to and at no other time. */
public final class SteppedWatch implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long MOST_BYTES = 1 << 26;

    private final ManualScheduler scheduler;
    private final MemoryEventLog log = new MemoryEventLog(new Random(3), MOST_BYTES);
    private final Watcher watcher;

    public SteppedWatch(ClusterTarget target, Source source, ManualClock clock) {
        this.scheduler = new ManualScheduler(clock);
        var desk = new LogDesk(log.writer());
        var surroundings = new Watcher.Surroundings(
                desk, clock, scheduler, new Watcher.Habits(LifePolicy.DEFAULT, InsightPolicy.DEFAULT, () -> 0.5));
        this.watcher = new Watcher(target, source, surroundings);
        watcher.start().await().atMost(PATIENCE);
    }

    /** Sets the clock to when the next poll is planned for, unless it is later already, and returns when that poll is over. */
    public void poll() {
        scheduler.runNext();
        scheduler.awaitPlan(PATIENCE);
    }

    /** All that was told so far. */
    public List<LoggedEvent> events() {
        return log.readAfter(Sequence.NONE, Integer.MAX_VALUE).await().atMost(PATIENCE);
    }

    public LogState state() {
        return log.state().await().atMost(PATIENCE);
    }

    @Override
    public void close() {
        watcher.close();
    }
}
