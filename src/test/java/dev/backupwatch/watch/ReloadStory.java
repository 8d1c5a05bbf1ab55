package dev.backupwatch.watch;

import dev.backupwatch.diff.LifePolicy;
import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.eventlog.memory.MemoryEventLog;
import dev.backupwatch.insight.InsightPolicy;
import dev.backupwatch.source.ClusterTarget;
import dev.backupwatch.source.Secret;
import dev.backupwatch.source.Source;
import dev.backupwatch.source.SourceConfig;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.ManualScheduler;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Several scripted clusters, which are polled when they are told to be, and a log that fails when it is told to. */
abstract class ReloadStory {

    final ManualClock clock = new ManualClock();
    final ManualScheduler scheduler = new ManualScheduler(clock);
    final MemoryEventLog log = new MemoryEventLog(new Random(3), 1 << 20);
    final FlakyEventLog flaky = new FlakyEventLog(log.writer());
    final AtomicReference<List<ClusterTarget>> wanted = new AtomicReference<>(List.of());
    final WatchedClusters clusters = new WatchedClusters(
            log,
            new Watcher.Surroundings(
                    new LogDesk(flaky),
                    clock,
                    scheduler,
                    new Watcher.Habits(LifePolicy.DEFAULT, InsightPolicy.DEFAULT, () -> 0.5)),
            this::open);

    private final Map<ClusterName, List<ScriptedSource>> opened = new HashMap<>();
    private final Map<String, Supplier<Uni<PollOutcome>>> shown = new HashMap<>();

    final void begin(ClusterTarget... targets) {
        wanted.set(List.of(targets));
        clusters.begin(this::wanted).await().indefinitely();
    }

    final void follow(ClusterTarget... targets) {
        follow(List.of(targets));
    }

    final void follow(List<ClusterTarget> targets) {
        wanted.set(targets);
        if (!clusters.follow(this::wanted).await().indefinitely()) {
            throw new AssertionError("nothing is watched");
        }
    }

    final List<ClusterTarget> wanted() {
        return Objects.requireNonNull(wanted.get());
    }

    final void stop() {
        clusters.stop();
    }

    final void poll(int times) {
        for (int poll = 0; poll < times; poll++) {
            scheduler.runNext();
        }
    }

    /** Until something else is. */
    final void runs(String cluster, Backup... jobs) {
        shows(cluster, () -> Outcomes.running(clock.instant(), jobs));
    }

    final void shows(String cluster, Supplier<PollOutcome> outcome) {
        shown.put(cluster, () -> Uni.createFrom().item(outcome));
    }

    /** By whoever has the emitters. */
    final void answersLater(String cluster, List<UniEmitter<? super PollOutcome>> answers) {
        shown.put(cluster, () -> Uni.createFrom().emitter(answers::add));
    }

    final List<ScriptedSource> opened(String cluster) {
        return opened.getOrDefault(new ClusterName(cluster), List.of());
    }

    final ScriptedSource newest(String cluster) {
        List<ScriptedSource> all = opened(cluster);
        return all.get(all.size() - 1);
    }

    final List<LoggedEvent> events() {
        return log.readAfter(Sequence.NONE, 100_000).await().indefinitely();
    }

    final List<String> told() {
        return events().stream()
                .map(event ->
                        event.facets().cluster() + " " + event.facets().type().shortName())
                .toList();
    }

    final SourceAttestation attested(String cluster) {
        return Objects.requireNonNull(log.attested().sources().get(new ClusterName(cluster)));
    }

    static ClusterTarget target(String name) {
        return target(name, "127.0.0.1");
    }

    static ClusterTarget elsewhere(String name) {
        return target(name, "127.0.0.2");
    }

    static ClusterTarget target(String name, String host) {
        return new ClusterTarget(
                new ClusterName(name),
                new ClusterTarget.Address(host, 2881),
                new ClusterTarget.Login("monitor@sys", new Secret("hidden"), SourceConfig.Scope.AUTO),
                new ClusterTarget.Encryption(SourceConfig.Tls.DISABLED, Optional.empty()),
                new ClusterTarget.Pace(
                        Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(10)));
    }

    private Source open(ClusterTarget target) {
        String name = target.name().value();
        var source = new ScriptedSource()
                .then(() -> shown.getOrDefault(name, () -> Uni.createFrom().item(Outcomes.running(clock.instant())))
                        .get());
        opened.computeIfAbsent(target.name(), first -> new ArrayList<>()).add(source);
        return source;
    }
}
