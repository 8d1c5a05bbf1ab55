package dev.backupwatch.eventlog;

import dev.backupwatch.event.ClusterName;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;

/** The right to append, held by one writer at a time. Only the watch holds one. */
public interface EventLogWriter {

    /**
     * Begins a new epoch. From then on every older writer is refused. Must come before the first append. Where several
     * processes share the log it completes when it is this one's turn to write, which may be never.
     *
     * @return the new epoch and the head that this writer's first event follows
     */
    Uni<LogPosition> open();

    /**
     * Whether no other process can have taken over since the log was opened, as far as time alone tells. While not, there is
     * nothing to poll for: what is found could not be told.
     */
    boolean mayWrite();

    /**
     * A cluster's notes in key order, as this writer or those before it left them. Fails with {@link StaleWriterException}
     * when another writer has opened the log since.
     */
    Uni<List<Note>> notes(ClusterName cluster);

    /** The clusters that have notes. Fails as {@link #notes} does. */
    Uni<Set<ClusterName>> notedClusters();

    /**
     * Appends all of a step or none of it. When the Uni completes, the step is as durable as this log makes things. Of a source
     * that it tells as removed nothing is vouched for from then on, until it is told as added.
     *
     * <p>Fails with {@link StaleWriterException} when another writer has opened the log since, with
     * {@link IllegalArgumentException} when the events do not follow the head without a gap, and with any other exception
     * when it is not known whether the step was written: then the log must be opened anew.
     */
    Uni<Void> append(LogStep step);

    /** Replaces what is vouched for about one source, in order with the appends. Not durable. */
    Uni<Void> attest(SourceAttestation attestation);
}
