package dev.backupwatch.watch;

import dev.backupwatch.diff.LifePolicy;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Overdue;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.EventLogWriter;
import dev.backupwatch.insight.InsightPolicy;
import dev.backupwatch.source.ClusterTarget;
import dev.backupwatch.source.MySqlSource;
import dev.backupwatch.source.Polling;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** All clusters' loops, and the one right to write that they share. */
@Singleton
public class Watch {

    private final LogDesk log;
    private final WatchedClusters clusters;
    private final AtomicReference<List<ClusterTarget>> wanted = new AtomicReference<>(List.of());

    @Inject
    Watch(
            @Polling Vertx vertx,
            InstantSource clock,
            EventLogReader reader,
            EventLogWriter writer,
            ScheduledExecutorService scheduler,
            WatchConfig config,
            WatchListener listener) {
        this.log = new LogDesk(writer, listener);
        var surroundings = new Watcher.Surroundings(
                log,
                clock,
                scheduler,
                new Watcher.Habits(
                        new LifePolicy(LifePolicy.DEFAULT.history(), config.lostAfter()).backfilling(config.backfill()),
                        expectations(config),
                        () -> ThreadLocalRandom.current().nextDouble()));
        this.clusters = new WatchedClusters(reader, surroundings, target -> new MySqlSource(vertx, target, clock));
    }

    private static InsightPolicy expectations(WatchConfig config) {
        return new InsightPolicy(config.stall(), Map.of())
                .expecting(Overdue.Kind.FULL, config.overdueFull())
                .expecting(Overdue.Kind.ANY, config.overdueAny());
    }

    /** How these differ from what shall be watched until now; at first, all of them are added. */
    public ClusterChange wouldChange(List<ClusterTarget> targets) {
        return ClusterChange.between(targets(), targets);
    }

    /** What shall be watched from now on. Nothing is done about it yet. */
    public void want(List<ClusterTarget> targets) {
        wanted.set(List.copyOf(targets));
    }

    /** Those that shall be watched. */
    public Set<ClusterName> wanted() {
        return targets().stream().map(ClusterTarget::name).collect(Collectors.toSet());
    }

    /**
     * Opens the log, tells which sources are new or gone, and begins to poll. Where others share the log that may take until
     * they are gone. Fails with {@link LogUnavailableException} where the log cannot be written, and may be called again then.
     */
    public Uni<Void> start() {
        return clusters.begin(this::targets).onFailure().invoke(this::stop);
    }

    /**
     * Tells and does what has come to be wanted otherwise. Clusters that stay as they are go on being polled as if nothing
     * were. Fails with {@link LogUnavailableException} where the log cannot be written, and must be called again then.
     *
     * @return false where this process watches nothing at present, as while another one holds the right to write: then it is
     *     done when it starts
     */
    public Uni<Boolean> follow() {
        return log.mayBeTold()
                ? clusters.follow(this::targets)
                : Uni.createFrom().item(false);
    }

    /** Completes when the right to write is lost and nothing is polled any more: then it may be started again. */
    public Uni<Void> stoodDown() {
        return log.lost().invoke(this::stop);
    }

    /** Why nothing can be told at present; empty while the log takes what is brought. */
    public Optional<String> trouble() {
        return log.trouble();
    }

    public void stop() {
        clusters.stop();
    }

    private List<ClusterTarget> targets() {
        return Objects.requireNonNull(wanted.get());
    }
}
