package dev.backupwatch.ops;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.eventlog.Attested;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LogCondition;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.ops.BackupFamilies.Labels;
import io.prometheus.client.Collector;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Tells Prometheus how backups stand, made anew at each scrape from what the log holds. So every replica tells the same, and
 * a tenant that is gone leaves nothing behind.
 *
 * <p>While a source cannot be read the last figures stay: what was overdue still is, and a series with a hole would end an
 * alert as if all were well. How old they are is the lag's to say; only a speed of some time ago is none.
 *
 * <p>While this replica cannot follow its log they stay for a minute, so that a short break leaves no hole, and then they
 * are left out: other replicas go on, and of several that are told the worst counts, so what is old here would keep alive
 * there what is over. The lag grows on and says that this one does not know. Without a log that can be read there are no
 * figures either, and the lag alone tells.
 */
final class BackupCollector extends Collector implements Collector.Describable {

    /** As for the alert that a source is not read. */
    private static final Duration MOST_OF_A_BREAK = Duration.ofMinutes(1);

    private final Supplier<Set<ClusterName>> watched;
    private final EventLogReader log;
    private final LogCondition condition;
    private final InstantSource clock;
    private final NewestBackups newest;
    private final SourceLags lags;

    /**
     * @param watched those to watch. Of one that is not any more, a log that has been open since then might still tell
     */
    BackupCollector(
            Supplier<Set<ClusterName>> watched, EventLogReader log, LogCondition condition, InstantSource clock) {
        this.watched = watched;
        this.log = log;
        this.condition = condition;
        this.clock = clock;
        this.newest = new NewestBackups(log);
        this.lags = new SourceLags();
        lags.watch(watched.get(), clock.instant());
    }

    @Override
    public List<MetricFamilySamples> describe() {
        return new BackupFamilies().all();
    }

    /** Blocks while the log is read, if the state is another than before. */
    @Override
    public List<MetricFamilySamples> collect() {
        var families = new BackupFamilies();
        Optional<Map<ClusterName, Map<TenantId, TenantBackups>>> backups = newest.now();
        Attested attested = log.attested();
        Instant now = clock.instant();
        Set<ClusterName> clusters = new TreeSet<>(watched.get());
        lags.watch(clusters, now);
        lags.take(attested);
        for (ClusterName cluster : clusters) {
            Duration lag = lags.of(cluster, now);
            families.lag(cluster, lag);
            if (backups.isPresent() && isFollowed(cluster, lag)) {
                Optional<SourceAttestation> source =
                        Optional.ofNullable(attested.sources().get(cluster));
                boolean isFresh =
                        source.filter(known -> known.state() == SourceState.OK).isPresent();
                known(source, backups.get().getOrDefault(cluster, Map.of()))
                        .forEach((id, tenant) -> families.tenant(labels(cluster, id, tenant), tenant, isFresh));
            }
        }
        return families.all();
    }

    private boolean isFollowed(ClusterName cluster, Duration lag) {
        return condition.trouble().isEmpty() || (lags.isKnown(cluster) && lag.compareTo(MOST_OF_A_BREAK) <= 0);
    }

    /** Those that are told of, and those that are just listed, each by the name that it has in the list. */
    private static Map<TenantId, TenantBackups> known(
            Optional<SourceAttestation> source, Map<TenantId, TenantBackups> told) {
        Map<TenantId, TenantBackups> known = new TreeMap<>(told);
        source.map(attested -> attested.facts().tenants()).orElse(List.of()).stream()
                .filter(tenant -> !tenant.isMeta())
                .forEach(tenant -> known.put(
                        tenant.id(),
                        told.getOrDefault(tenant.id(), TenantBackups.NONE).named(tenant.name())));
        return known;
    }

    private static Labels labels(ClusterName cluster, TenantId id, TenantBackups tenant) {
        String name = tenant.name();
        return new Labels(cluster, id.value(), name == null ? "" : name);
    }
}
