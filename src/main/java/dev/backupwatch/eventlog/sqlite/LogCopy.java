package dev.backupwatch.eventlog.sqlite;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.Checkpoint;
import dev.backupwatch.eventlog.LogPlace;
import dev.backupwatch.eventlog.LogRecord;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.Note;
import dev.backupwatch.eventlog.SourceAttestation;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings a copy what the log holds that it is a copy of. For a thread that may wait. All fail with {@link IOException} where
 * the file cannot be read or written just now; then {@link #place} says where to go on.
 */
public interface LogCopy {

    /** Empty where it must {@linkplain #begin begin}: it is new, or was damaged, or was not brought to the end of that. */
    Optional<LogPlace> place() throws IOException, InterruptedException;

    /**
     * Throws away what is there; readers see nothing until it has {@linkplain #arrive arrived}.
     *
     * @param compacted before the first event that follows
     */
    void begin(Checkpoint base, Sequence compacted) throws IOException, InterruptedException;

    /** Events at or before the checkpoint that it began with, in order. */
    void takePast(List<LoggedEvent> events) throws IOException, InterruptedException;

    /** All events before its checkpoint are there. */
    void arrive(LogPlace place) throws IOException, InterruptedException;

    /** What follows its place, in order and without a gap. */
    void take(List<LogRecord.Placed> records) throws IOException, InterruptedException;

    /** All that was taken so far; empty before the first record. */
    Optional<Checkpoint> checkpoint() throws IOException, InterruptedException;

    /** Replaces what is vouched for about these sources. Returns at once. */
    void vouch(Collection<SourceAttestation> attestations);

    /** Completes after all that was brought before. */
    Uni<Void> settled();

    /** In key order. */
    Uni<List<Note>> notes(ClusterName cluster);

    Uni<Set<ClusterName>> notedClusters();
}
