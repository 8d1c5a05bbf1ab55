package dev.backupwatch.eventlog.sqlite;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.Checkpoint;
import dev.backupwatch.eventlog.LogPlace;
import dev.backupwatch.eventlog.LogRecord;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.Note;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.eventlog.Worker;
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
public final class LogCopy {

    private final Worker worker;
    private final WriteSide writes;
    private final CopySide copy;
    private final Runnable whenGrown;

    LogCopy(Worker worker, WriteSide writes, Runnable whenGrown) {
        this.worker = worker;
        this.writes = writes;
        this.copy = writes.copy();
        this.whenGrown = whenGrown;
    }

    /** A piece of writing without an answer. */
    @FunctionalInterface
    private interface Change {
        void make() throws IOException;
    }

    /** Empty where it must {@linkplain #begin begin}: it is new, or was damaged, or was not brought to the end of that. */
    public Optional<LogPlace> place() throws IOException, InterruptedException {
        return worker.now(copy::place);
    }

    /**
     * Throws away what is there; readers see nothing until it has {@linkplain #arrive arrived}.
     *
     * @param compacted before the first event that follows
     */
    public void begin(Checkpoint base, Sequence compacted) throws IOException, InterruptedException {
        make(() -> copy.begin(base, compacted));
    }

    /** Events at or before the checkpoint that it began with, in order. */
    public void takePast(List<LoggedEvent> events) throws IOException, InterruptedException {
        make(() -> copy.takePast(events));
    }

    /** All events before its checkpoint are there. */
    public void arrive(LogPlace place) throws IOException, InterruptedException {
        make(() -> copy.arrive(place));
    }

    /** What follows its place, in order and without a gap. */
    public void take(List<LogRecord.Placed> records) throws IOException, InterruptedException {
        make(() -> copy.take(records));
    }

    /** All that was taken so far; empty before the first record. */
    public Optional<Checkpoint> checkpoint() throws IOException, InterruptedException {
        return worker.now(copy::checkpoint);
    }

    /** Replaces what is vouched for about these sources. Returns at once. */
    public void vouch(Collection<SourceAttestation> attestations) {
        worker.later(() -> copy.vouch(attestations));
    }

    /** Completes after all that was brought before. */
    public Uni<Void> settled() {
        return worker.perform(() -> copy).replaceWithVoid();
    }

    /** In key order. */
    public Uni<List<Note>> notes(ClusterName cluster) {
        return worker.perform(() -> writes.notes(cluster));
    }

    public Uni<Set<ClusterName>> notedClusters() {
        return worker.perform(writes::notedClusters);
    }

    private void make(Change change) throws IOException, InterruptedException {
        worker.now(() -> {
            change.make();
            return change;
        });
        whenGrown.run();
    }
}
