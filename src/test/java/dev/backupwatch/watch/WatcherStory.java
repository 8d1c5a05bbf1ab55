package dev.backupwatch.watch;

import dev.backupwatch.diff.LifePolicy;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.eventlog.memory.MemoryEventLog;
import dev.backupwatch.insight.InsightPolicy;
import dev.backupwatch.source.ClusterTarget;
import dev.backupwatch.source.Secret;
import dev.backupwatch.source.SourceConfig;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.ManualScheduler;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/** One watcher of a scripted source, whose log fails when it is told to, and which polls when it is told to. */
abstract class WatcherStory {

    static final Duration ACTIVE = Duration.ofSeconds(1);
    static final Duration IDLE = Duration.ofSeconds(5);
    static final Backup JOB = Backup.of(1002, 1);

    final ManualClock clock = new ManualClock();
    final ManualScheduler scheduler = new ManualScheduler(clock);
    final MemoryEventLog log = new MemoryEventLog(new Random(3), 1 << 20);
    final FlakyEventLog flaky = new FlakyEventLog(log.writer());
    final LogDesk desk = new LogDesk(flaky);
    final ScriptedSource source = new ScriptedSource();
    final Watcher watcher = new Watcher(
            target(),
            source,
            new Watcher.Surroundings(
                    desk, clock, scheduler, new Watcher.Habits(LifePolicy.DEFAULT, InsightPolicy.DEFAULT, () -> 0.5)));

    final void start() {
        watcher.start().await().indefinitely();
        scheduler.runNext();
    }

    final List<LoggedEvent> events() {
        return log.readAfter(Sequence.NONE, 1000).await().indefinitely();
    }

    final List<String> types() {
        return events().stream().map(event -> event.facets().type().shortName()).toList();
    }

    final SourceAttestation attested() {
        return Objects.requireNonNull(log.attested().sources().get(Outcomes.PROD));
    }

    static ClusterTarget target() {
        return new ClusterTarget(
                Outcomes.PROD,
                new ClusterTarget.Address("127.0.0.1", 2881),
                new ClusterTarget.Login("monitor@sys", new Secret("hidden"), SourceConfig.Scope.AUTO),
                new ClusterTarget.Encryption(SourceConfig.Tls.DISABLED, Optional.empty()),
                new ClusterTarget.Pace(ACTIVE, IDLE, Duration.ofSeconds(30), Duration.ofSeconds(10)));
    }
}
