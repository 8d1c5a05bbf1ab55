package dev.backupwatch.eventlog;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.SourceState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the writer vouches for, so that a quiet poll is known to be one.
 *
 * @param asOf when the last complete poll completed; absent before the first
 */
public record SourceAttestation(
        ClusterName cluster, SourceState state, @Nullable Instant asOf, SourceFacts facts) {

    /** The same, by a writer that can tell nothing at present. */
    public SourceAttestation unvouched() {
        return new SourceAttestation(cluster, SourceState.DEGRADED, asOf, facts);
    }
}
