package dev.backupwatch.stream;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.Attested;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.wire.SourceFreshness;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Up to which complete poll of each source one stream has sent everything. An attestation counts only once the stream has
 * reached the head that it was made at; until then the polls whose events were scanned do.
 */
final class Freshness {

    private final Map<ClusterName, Instant> asOf = new TreeMap<>();

    void scanned(Batch batch) {
        batch.completed().forEach(this::advance);
    }

    Map<ClusterName, SourceFreshness> at(Sequence reached, Attested attested, Filter filter) {
        Map<ClusterName, SourceFreshness> sources = new TreeMap<>();
        for (SourceAttestation source : attested.sources().values()) {
            if (!attested.head().isAfter(reached)) {
                advance(source.cluster(), source.asOf());
            }
            if (filter.acceptsCluster(source.cluster())) {
                sources.put(source.cluster(), new SourceFreshness(source.state(), asOf.get(source.cluster())));
            }
        }
        return sources;
    }

    private void advance(ClusterName cluster, @Nullable Instant completed) {
        if (completed != null) {
            asOf.merge(cluster, completed, Batch::later);
        }
    }
}
