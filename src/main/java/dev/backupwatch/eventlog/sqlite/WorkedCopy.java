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

/** A copy, written on its log's own thread. */
final class WorkedCopy implements LogCopy {

    private final Worker worker;
    private final WriteSide writes;
    private final CopySide copy;
    private final Runnable whenGrown;

    WorkedCopy(Worker worker, WriteSide writes, Runnable whenGrown) {
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

    @Override
    public Optional<LogPlace> place() throws IOException, InterruptedException {
        return worker.now(copy::place);
    }

    @Override
    public void begin(Checkpoint base, Sequence compacted) throws IOException, InterruptedException {
        make(() -> copy.begin(base, compacted));
    }

    @Override
    public void takePast(List<LoggedEvent> events) throws IOException, InterruptedException {
        make(() -> copy.takePast(events));
    }

    @Override
    public void arrive(LogPlace place) throws IOException, InterruptedException {
        make(() -> copy.arrive(place));
    }

    @Override
    public void take(List<LogRecord.Placed> records) throws IOException, InterruptedException {
        make(() -> copy.take(records));
    }

    @Override
    public Optional<Checkpoint> checkpoint() throws IOException, InterruptedException {
        return worker.now(copy::checkpoint);
    }

    @Override
    public void vouch(Collection<SourceAttestation> attestations) {
        worker.later(() -> copy.vouch(attestations));
    }

    @Override
    public Uni<Void> settled() {
        return worker.perform(() -> copy).replaceWithVoid();
    }

    @Override
    public Uni<List<Note>> notes(ClusterName cluster) {
        return worker.perform(() -> writes.notes(cluster));
    }

    @Override
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
