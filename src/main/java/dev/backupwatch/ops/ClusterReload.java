package dev.backupwatch.ops;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.source.ClusterTarget;
import dev.backupwatch.source.Clusters;
import dev.backupwatch.source.SourceConfig;
import dev.backupwatch.watch.ClusterChange;
import dev.backupwatch.watch.Watch;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** The clusters that are watched can be others while the service runs. */
@Singleton
class ClusterReload implements Reloadable {

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofSeconds(10);

    private final Clusters clusters;
    private final Watch watch;
    private final AtomicReference<Cancellable> following = new AtomicReference<>(() -> {});

    @Inject
    ClusterReload(Clusters clusters, Watch watch) {
        this.clusters = clusters;
        this.watch = watch;
    }

    @Override
    public boolean reads(String key) {
        return key.startsWith("backupwatch.clusters.");
    }

    @Override
    public Prepared prepare(SmallRyeConfig fresh) {
        try {
            List<ClusterTarget> targets = clusters.targets(fresh.getConfigMapping(SourceConfig.class));
            return targets.isEmpty() ? new Prepared.Mistakes(List.of(Startup.WHAT_TO_SET)) : change(targets);
        } catch (IllegalArgumentException mistakes) {
            return new Prepared.Mistakes(List.of(String.valueOf(mistakes.getMessage())));
        }
    }

    void end(@Observes ShutdownEvent event) {
        Objects.requireNonNull(following.get()).cancel();
    }

    private Prepared.Change change(List<ClusterTarget> targets) {
        ClusterChange change = watch.wouldChange(targets);
        return new Prepared.Change(
                Map.of(
                        "added", names(change.added()),
                        "changed", names(change.changed()),
                        "removed", names(change.removed()),
                        "unchanged", names(change.unchanged())),
                () -> {
                    watch.want(targets);
                    return follow();
                });
    }

    /** Goes on until it is done, also where nobody waits any more. What was wanted before that is not. */
    private Uni<Boolean> follow() {
        var done = new CompletableFuture<Boolean>();
        Cancellable earlier = following.getAndSet(Uni.createFrom()
                .deferred(watch::follow)
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LAST_RETRY)
                .indefinitely()
                .subscribe()
                .with(done::complete, done::completeExceptionally));
        Objects.requireNonNull(earlier).cancel();
        return Uni.createFrom().completionStage(done);
    }

    private static List<String> names(Set<ClusterName> clusters) {
        return clusters.stream().map(ClusterName::value).toList();
    }
}
