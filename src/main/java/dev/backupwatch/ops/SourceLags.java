package dev.backupwatch.ops;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.eventlog.Attested;
import dev.backupwatch.eventlog.SourceAttestation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How old what is known of each cluster is. What was known of a time stays known, so it only grows younger by a newer complete
 * poll: not by a writer that has not polled yet, nor by a log that begins anew and has not heard of the cluster.
 */
final class SourceLags {

    private final Map<ClusterName, Instant> begun = new ConcurrentHashMap<>();
    private final Map<ClusterName, Instant> asOf = new ConcurrentHashMap<>();

    /** These are waited for, and no others; those that were not before, from now on. */
    void watch(Set<ClusterName> clusters, Instant now) {
        begun.keySet().retainAll(clusters);
        asOf.keySet().retainAll(clusters);
        clusters.forEach(cluster -> begun.putIfAbsent(cluster, now));
    }

    void take(Attested attested) {
        for (SourceAttestation source : attested.sources().values()) {
            Instant completed = source.asOf();
            if (completed != null && begun.containsKey(source.cluster())) {
                asOf.merge(source.cluster(), completed, SourceLags::later);
            }
        }
    }

    /** Since its last complete poll; before the first since it is waited for, so that a first one that never comes is told. */
    Duration of(ClusterName cluster, Instant now) {
        Duration lag = Duration.between(asOf.getOrDefault(cluster, begun.getOrDefault(cluster, now)), now);
        // Replicas' clocks differ a little.
        return lag.isNegative() ? Duration.ZERO : lag;
    }

    /** Whether anything was ever known of it here. */
    boolean isKnown(ClusterName cluster) {
        return asOf.containsKey(cluster);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
