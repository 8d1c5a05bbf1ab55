package dev.backupwatch.eventlog;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Sequence;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The newest attestation of each source together with the head at this moment: all events of the polls that they speak
 * of are at or before it.
 *
 * @param epoch the newest. Another one than before says that a writer has opened the log since: then what was read in it
 *     must be held against its bounds again, before anything that follows is taken for what follows
 * @param revision of the state, which may change without an event; another one than before says that it may be another
 *     state. Of this process only: it compares with nothing that another one, or this one before a restart, has said
 */
public record Attested(Epoch epoch, Sequence head, long revision, Map<ClusterName, SourceAttestation> sources) {

    /** Of a log that nobody has opened yet. */
    public static final Epoch UNOPENED = new Epoch("0");

    public Attested {
        sources = Collections.unmodifiableMap(new TreeMap<>(sources));
    }
}
