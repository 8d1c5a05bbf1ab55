package dev.backupwatch.watch;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.eventlog.EventLogWriter;
import dev.backupwatch.eventlog.LogPosition;
import dev.backupwatch.eventlog.LogStep;
import dev.backupwatch.eventlog.Note;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.eventlog.StaleWriterException;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/** A log whose appends fail when they are told to, before they are written or with the answer lost after it. */
final class FlakyEventLog implements EventLogWriter {

    /** What becomes of one append that writes events. */
    enum Fate {
        SUCCEEDS,
        IS_NOT_WRITTEN,
        IS_WRITTEN_BUT_FAILS
    }

    private EventLogWriter log;
    private final Queue<Fate> fates = new ArrayDeque<>();
    private int failingOpenings;
    private boolean areNotesFailing;
    private boolean hasWrittenUnheard;
    private boolean isRightLost;
    private Runnable meanwhile = () -> {};
    private Consumer<Runnable> turns = Runnable::run;

    FlakyEventLog(EventLogWriter log) {
        this.log = log;
    }

    void next(Fate... coming) {
        fates.addAll(List.of(coming));
    }

    void nextOpeningsFail(int times) {
        failingOpenings = times;
    }

    void nextNotesFail() {
        areNotesFailing = true;
    }

    /** As a log that was damaged: the next opening finds this one in its place. */
    void isReplacedBy(EventLogWriter another) {
        log = another;
    }

    /** Before it is answered. */
    void duringTheNextAppend(Runnable happens) {
        meanwhile = happens;
    }

    /** When whoever is given the opening runs it. */
    void opensWhen(Consumer<Runnable> turn) {
        turns = turn;
    }

    /** By time alone, as far as it knows; until it is opened again. */
    void losesItsRight() {
        isRightLost = true;
    }

    /** What is still to come succeeds. */
    void forget() {
        fates.clear();
        failingOpenings = 0;
        hasWrittenUnheard = false;
    }

    /** Whether, since the last {@link #forget}, a step was written whose writer was told that it failed. */
    boolean hasWrittenUnheard() {
        return hasWrittenUnheard;
    }

    @Override
    public Uni<LogPosition> open() {
        if (failingOpenings > 0) {
            failingOpenings--;
            return Uni.createFrom().failure(new IOException("no space left on device"));
        }
        isRightLost = false;
        return Uni.createFrom()
                .<Boolean>emitter(turn -> turns.accept(() -> turn.complete(true)))
                .chain(log::open);
    }

    @Override
    public boolean mayWrite() {
        return !isRightLost && log.mayWrite();
    }

    @Override
    public Uni<List<Note>> notes(ClusterName cluster) {
        if (areNotesFailing) {
            areNotesFailing = false;
            return Uni.createFrom().failure(new IOException("input/output error"));
        }
        return log.notes(cluster);
    }

    @Override
    public Uni<Set<ClusterName>> notedClusters() {
        return log.notedClusters();
    }

    @Override
    public Uni<Void> append(LogStep step) {
        Fate fate = fates.isEmpty() ? Fate.SUCCEEDS : fates.remove();
        if (fate == Fate.IS_NOT_WRITTEN) {
            return Uni.createFrom().failure(new IOException("no space left on device"));
        }
        Runnable happens = meanwhile;
        meanwhile = () -> {};
        return fate == Fate.SUCCEEDS
                ? log.append(step).invoke(happens)
                : log.append(step)
                        .invoke(() -> hasWrittenUnheard = true)
                        .chain(() -> Uni.createFrom().failure(new IOException("the answer was lost")));
    }

    @Override
    public Uni<Void> attest(SourceAttestation attestation) {
        return isRightLost
                ? Uni.createFrom().failure(StaleWriterException.ofALeaseThatRanOut())
                : log.attest(attestation);
    }
}
