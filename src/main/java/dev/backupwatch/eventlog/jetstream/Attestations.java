package dev.backupwatch.eventlog.jetstream;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Epoch;
import dev.backupwatch.eventlog.Attested;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.eventlog.Stopwatch;
import dev.backupwatch.eventlog.sqlite.LogCopy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the writer vouches for, as this replica's readers are told it: each attestation once the copy holds all that it
 * speaks of. When nothing is heard of a writer, nothing is vouched for.
 */
final class Attestations {

    /** A writer is heard several times in that time. */
    static final Duration SILENCE = Duration.ofSeconds(5);

    private final LogCopy copy;
    private final EventLogReader reader;
    private final Reach reach;
    private final Stopwatch stopwatch;

    /** The newest of each source whose turn has not come. */
    private final Map<ClusterName, Pending> pending = new TreeMap<>();

    private Duration heard;
    private boolean isSilent;

    private record Pending(Epoch epoch, long position, SourceAttestation attestation) {}

    /** @param reader of the copy */
    Attestations(LogCopy copy, EventLogReader reader, Reach reach, Stopwatch stopwatch) {
        this.copy = copy;
        this.reader = reader;
        this.reach = reach;
        this.stopwatch = stopwatch;
        this.heard = stopwatch.elapsed();
    }

    /** @return whether it had heard nothing before, and does not know what is vouched for */
    synchronized boolean hear(Notice notice) {
        if (notice.kind() == Notice.Kind.ASKED) {
            return false;
        }
        boolean wasSilent = isSilent;
        isSilent = false;
        heard = stopwatch.elapsed();
        for (SourceAttestation attestation : notice.attestations()) {
            pending.put(attestation.cluster(), new Pending(notice.epoch(), notice.position(), attestation));
        }
        settle();
        return wasSilent || (reader.attested().sources().isEmpty() && pending.isEmpty());
    }

    /** More of the log is there. */
    synchronized void settle() {
        Attested attested = reader.attested();
        List<SourceAttestation> due = new ArrayList<>();
        long reached = reach.state().position();
        pending.values().removeIf(each -> {
            if (each.position() > reached) {
                return false;
            }
            // Of a writer that lost its right it is not worth anything.
            if (each.epoch().equals(attested.epoch())) {
                due.add(each.attestation());
            }
            return true;
        });
        if (!due.isEmpty()) {
            copy.vouch(due);
        }
    }

    /** Time has passed. */
    synchronized void tick() {
        if (!isSilent && stopwatch.elapsed().minus(heard).compareTo(SILENCE) > 0) {
            isSilent = true;
            pending.clear();
            copy.vouch(reader.attested().sources().values().stream()
                    .map(SourceAttestation::unvouched)
                    .toList());
        }
    }
}
