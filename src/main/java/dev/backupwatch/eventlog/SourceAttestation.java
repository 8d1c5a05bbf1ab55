package dev.backupwatch.eventlog;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.SourceState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the writer vouches for, so that a quiet poll is known to be one.
 *
 * @param asOf when the last complete poll completed; absent before the first
 * @param toldSince by the source's own clock: all that ended later, up to that poll, was told. Absent while that cannot be said
 */
public record SourceAttestation(
        ClusterName cluster,
        SourceState state,
        @Nullable Instant asOf,
        SourceFacts facts,
        @Nullable Instant toldSince) {

    /** Of which nothing can be said of what has ended. */
    public SourceAttestation(ClusterName cluster, SourceState state, @Nullable Instant asOf, SourceFacts facts) {
        this(cluster, state, asOf, facts, null);
    }

    public SourceAttestation tellingSince(@Nullable Instant time) {
        return new SourceAttestation(cluster, state, asOf, facts, time);
    }

    /** The same, by a writer that can tell nothing at present. */
    public SourceAttestation unvouched() {
        return new SourceAttestation(cluster, SourceState.DEGRADED, asOf, facts, toldSince);
    }
}
