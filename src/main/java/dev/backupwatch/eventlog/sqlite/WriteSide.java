package dev.backupwatch.eventlog.sqlite;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.eventlog.LogPosition;
import dev.backupwatch.eventlog.LogRefusedException;
import dev.backupwatch.eventlog.LogStep;
import dev.backupwatch.eventlog.Note;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.eventlog.StaleWriterException;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** All that is written, on the one thread that writes. */
final class WriteSide {

    private static final Logger LOG = Logger.getLogger(WriteSide.class);

    private final LogFile file;
    private final Noticeboard board;
    private final RandomGenerator random;
    private final Tidying tidying;
    private final WriteAccess access;
    /** After a failed append nobody knows what was written, until an opening has looked. */
    private boolean isInDoubt;

    WriteSide(LogFile file, ReadSide readers, Noticeboard board, Outfit outfit) {
        this.file = file;
        this.board = board;
        this.random = outfit.random();
        this.tidying = new Tidying(file, outfit.settings(), outfit.clock());
        this.access = new WriteAccess(file, readers, tidying, outfit.clock());
    }

    /** The other way to write it. */
    CopySide copy() {
        return new CopySide(file.path(), access, board);
    }

    /**
     * What is there already, so that readers find it before a writer comes.
     *
     * @throws LogRefusedException if it is the copy of another log
     */
    void look() throws IOException {
        boolean isCopy = access.performOnSoundFile(
                session -> Queries.place(session.connection()).isPresent(), board::clear);
        if (isCopy) {
            throw new LogRefusedException(
                    "%s is a copy of a replicated log, which must not be written by itself: choose another file"
                            .formatted(file.path()));
        }
        access.perform(session -> Queries.bounds(session.connection())).ifPresent(board::show);
    }

    LogPosition begin() throws IOException {
        LogBounds bounds = access.performOnSoundFile(session -> session.begin(Epoch.drawn(random)), board::clear);
        Set<ClusterName> removed = isInDoubt ? removedInDoubt() : Set.of();
        isInDoubt = false;
        show(bounds, true, removed);
        return new LogPosition(bounds.newestEpoch(), bounds.head());
    }

    /** Where the removal of a source was written after all, its last note went with it. */
    private Set<ClusterName> removedInDoubt() throws IOException {
        Set<ClusterName> removed = new HashSet<>(board.attested().sources().keySet());
        removed.removeAll(notedClusters());
        return removed;
    }

    List<Note> notes(Epoch writer, ClusterName cluster) throws IOException {
        refuseUnlessNewest(writer);
        return notes(cluster);
    }

    List<Note> notes(ClusterName cluster) throws IOException {
        return access.perform(session -> Queries.notes(session.connection(), cluster));
    }

    Set<ClusterName> notedClusters(Epoch writer) throws IOException {
        refuseUnlessNewest(writer);
        return notedClusters();
    }

    Set<ClusterName> notedClusters() throws IOException {
        return access.perform(session -> Queries.notedClusters(session.connection()));
    }

    void write(Epoch writer, LogStep step) throws IOException {
        LogBounds bounds = refuseUnlessNewest(writer);
        if (isInDoubt || file.isDamaged()) {
            throw new IOException("the log %s must be opened anew before it is written".formatted(file.path()));
        }
        step.requireStorableAfter(bounds.head());
        isInDoubt = true;
        access.perform(session -> {
            session.write(writer, step);
            return step;
        });
        isInDoubt = false;
        Sequence head = bounds.head().plus(step.events().size());
        board.show(
                new LogBounds(bounds.epochs(), bounds.compacted(), head),
                !step.change().isEmpty(),
                step.removedSources());
        board.callListeners();
    }

    void vouch(Epoch writer, SourceAttestation attestation) {
        refuseUnlessNewest(writer);
        board.show(attestation);
        board.callListeners();
    }

    /** @return whether there is more to tidy */
    boolean tidy() {
        Optional<LogBounds> before = board.bounds();
        if (before.isEmpty() || file.isDamaged()) {
            return false;
        }
        try {
            return access.perform(session -> {
                boolean hasMore = tidying.step(session.connection(), before.get());
                if (hasMore) {
                    Queries.bounds(session.connection()).ifPresent(bounds -> show(bounds, false, Set.of()));
                }
                return hasMore;
            });
        } catch (IOException | RuntimeException failure) {
            LOG.debug("the log was not tidied; tried again later", failure);
            return false;
        }
    }

    void close() {
        access.end();
    }

    /** Where the head has moved, an append that seemed to fail is there after all, and its listeners were not told. */
    private void show(LogBounds bounds, boolean isOtherState, Set<ClusterName> removed) {
        boolean hasMoved = !bounds.head().equals(board.attested().head());
        board.show(bounds, isOtherState || hasMoved, removed);
        if (hasMoved) {
            board.callListeners();
        }
    }

    private LogBounds refuseUnlessNewest(Epoch writer) {
        return board.bounds()
                .orElseThrow(() -> new StaleWriterException(writer))
                .requireNewest(writer);
    }
}
