package dev.backupwatch.bench;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.eventlog.EventLogWriter;
import dev.backupwatch.eventlog.LogPosition;
import dev.backupwatch.eventlog.LogStep;
import dev.backupwatch.eventlog.Note;
import dev.backupwatch.eventlog.NoteChange;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.eventlog.StateChange;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;

/** Remembers the last append, and how long it took until that was durable. */
final class TimedWriter implements EventLogWriter {

    private final EventLogWriter writer;
    private volatile LogStep last = new LogStep(List.of(), StateChange.NONE, NoteChange.NONE);
    private volatile long lastNanos;

    TimedWriter(EventLogWriter writer) {
        this.writer = writer;
    }

    LogStep last() {
        return last;
    }

    long lastNanos() {
        return lastNanos;
    }

    @Override
    public Uni<Void> append(LogStep step) {
        return Uni.createFrom().deferred(() -> {
            long begun = System.nanoTime();
            return writer.append(step).invoke(() -> {
                lastNanos = System.nanoTime() - begun;
                last = step;
            });
        });
    }

    @Override
    public Uni<LogPosition> open() {
        return writer.open();
    }

    @Override
    public boolean mayWrite() {
        return writer.mayWrite();
    }

    @Override
    public Uni<List<Note>> notes(ClusterName cluster) {
        return writer.notes(cluster);
    }

    @Override
    public Uni<Set<ClusterName>> notedClusters() {
        return writer.notedClusters();
    }

    @Override
    public Uni<Void> attest(SourceAttestation attestation) {
        return writer.attest(attestation);
    }
}
