package dev.backupwatch.eventlog;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Sequence;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The newest attestation of each source together with the head at this moment: all events of the polls that they speak
 * of are at or before it.
 */
public record Attested(Sequence head, Map<ClusterName, SourceAttestation> sources) {

    public Attested {
        sources = Collections.unmodifiableMap(new TreeMap<>(sources));
    }
}
