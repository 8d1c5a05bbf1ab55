package dev.backupwatch.eventlog.memory;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.Attested;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.EventLogWriter;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.eventlog.LogBounds.EpochStart;
import dev.backupwatch.eventlog.LogPosition;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.eventlog.LogStep;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.Note;
import dev.backupwatch.eventlog.NoteKey;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.eventlog.StateEntry;
import dev.backupwatch.eventlog.StateKey;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The log of a process that forgets: bounded in bytes, gone with the process. */
public final class MemoryEventLog implements EventLogReader {

    private final RandomGenerator random;
    private final long mostBytes;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private final List<EpochStart> epochs = new ArrayList<>();
    private final Tail tail = new Tail();
    private final TreeMap<StateKey, StateEntry> state = new TreeMap<>();
    private final TreeMap<NoteKey, Note> notes = new TreeMap<>();
    private final TreeMap<ClusterName, SourceAttestation> attestations = new TreeMap<>();

    private long revision;

    /** @param mostBytes how many bytes of events are kept; the newest poll is kept whatever its size */
    public MemoryEventLog(RandomGenerator random, long mostBytes) {
        this.random = random;
        this.mostBytes = mostBytes;
    }

    public EventLogWriter writer() {
        return new Writer();
    }

    @Override
    public synchronized Uni<List<LoggedEvent>> readAfter(Sequence after, int limit) {
        return Uni.createFrom().item(tail.after(after, limit));
    }

    @Override
    public synchronized Uni<List<LoggedEvent>> readBefore(Sequence before, int limit) {
        return Uni.createFrom().item(tail.before(before, limit));
    }

    @Override
    public synchronized Uni<List<LoggedEvent>> removalsBefore(Sequence before, int limit) {
        return Uni.createFrom()
                .item(tail.newestFirst()
                        .filter(event -> event.facets().type().isRemoval())
                        .filter(event -> event.sequence().isBefore(before))
                        .limit(limit)
                        .toList());
    }

    @Override
    public synchronized Uni<List<LoggedEvent>> removalsOf(ClusterName cluster, JobKey job) {
        return Uni.createFrom()
                .item(tail.newestFirst()
                        .filter(event -> event.facets().type().isRemoval())
                        .filter(event -> event.facets().cluster().equals(cluster))
                        .filter(event -> isOf(job, event.facets().identity()))
                        .toList());
    }

    private static boolean isOf(JobKey job, @Nullable Identity row) {
        return row != null && (job.equals(row.job()) || job.equals(row.parent()));
    }

    @Override
    public synchronized Uni<LogBounds> bounds() {
        return Uni.createFrom().item(boundsNow());
    }

    @Override
    public synchronized Uni<LogState> state() {
        return Uni.createFrom().item(new LogState(boundsNow().headCursor(), List.copyOf(state.values()), attested()));
    }

    @Override
    public synchronized Attested attested() {
        Epoch newest = epochs.isEmpty() ? Attested.UNOPENED : boundsNow().newestEpoch();
        return new Attested(newest, tail.head(), revision, attestations);
    }

    /** Of events. */
    @Override
    public synchronized OptionalLong bytes() {
        return OptionalLong.of(tail.bytes());
    }

    @Override
    public Cancellable onAdvance(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private LogBounds boundsNow() {
        return new LogBounds(epochs, tail.compacted(), tail.head());
    }

    private synchronized Epoch begin() {
        Epoch epoch = Epoch.drawn(random);
        epochs.add(new EpochStart(epoch, tail.head().next()));
        return epoch;
    }

    private synchronized void write(Epoch writer, LogStep step) {
        boundsNow().requireNewest(writer);
        step.requireStorableAfter(tail.head());
        tail.add(step.events());
        step.change().removed().forEach(state::remove);
        step.change().put().forEach(entry -> state.put(entry.key(), entry));
        step.notes().removed().forEach(notes::remove);
        step.notes().put().forEach(note -> notes.put(note.key(), note));
        attestations.keySet().removeAll(step.removedSources());
        revision += step.change().isEmpty() ? 0 : 1;
        tail.trimTo(mostBytes);
        while (epochs.size() > 1 && !epochs.get(1).first().isAfter(tail.compacted())) {
            epochs.remove(0);
        }
    }

    private synchronized List<Note> notes(Epoch writer, ClusterName cluster) {
        boundsNow().requireNewest(writer);
        return notes.values().stream()
                .filter(note -> note.key().cluster().equals(cluster))
                .toList();
    }

    private synchronized Set<ClusterName> notedClusters(Epoch writer) {
        boundsNow().requireNewest(writer);
        return notes.keySet().stream().map(NoteKey::cluster).collect(Collectors.toSet());
    }

    private synchronized void vouch(Epoch writer, SourceAttestation attestation) {
        boundsNow().requireNewest(writer);
        attestations.put(attestation.cluster(), attestation);
    }

    /** One writer's right, until another opens the log. */
    private final class Writer implements EventLogWriter {

        private volatile Epoch epoch = new Epoch("0");

        @Override
        public Uni<LogPosition> open() {
            return Uni.createFrom().item(() -> {
                epoch = begin();
                return new LogPosition(epoch, attested().head());
            });
        }

        @Override
        public boolean mayWrite() {
            return true;
        }

        @Override
        public Uni<List<Note>> notes(ClusterName cluster) {
            return Uni.createFrom().item(() -> MemoryEventLog.this.notes(epoch, cluster));
        }

        @Override
        public Uni<Set<ClusterName>> notedClusters() {
            return Uni.createFrom().item(() -> MemoryEventLog.this.notedClusters(epoch));
        }

        @Override
        public Uni<Void> append(LogStep step) {
            return Uni.createFrom().voidItem().invoke(() -> {
                write(epoch, step);
                listeners.forEach(Runnable::run);
            });
        }

        @Override
        public Uni<Void> attest(SourceAttestation attestation) {
            return Uni.createFrom().voidItem().invoke(() -> {
                vouch(epoch, attestation);
                listeners.forEach(Runnable::run);
            });
        }
    }
}
