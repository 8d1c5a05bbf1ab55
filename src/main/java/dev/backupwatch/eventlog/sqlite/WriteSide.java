package dev.backupwatch.eventlog.sqlite;

import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.eventlog.LogPosition;
import dev.backupwatch.eventlog.LogStep;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.Note;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.eventlog.StaleWriterException;
import dev.backupwatch.eventlog.StateEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** All that is written, on the one thread that writes. */
final class WriteSide {

    private static final Logger LOG = Logger.getLogger(WriteSide.class);

    /** The world that a log lives in. */
    record Surroundings(InstantSource clock, RandomGenerator random) {}

    private final LogFile file;
    private final ReadSide readers;
    private final Noticeboard board;
    private final Surroundings surroundings;
    private @Nullable WriteSession session;
    /** After a failed append nobody knows what was written, until an opening has looked. */
    private boolean isInDoubt;

    WriteSide(LogFile file, ReadSide readers, Noticeboard board, Surroundings surroundings) {
        this.file = file;
        this.readers = readers;
        this.board = board;
        this.surroundings = surroundings;
    }

    /** A piece of writing. */
    @FunctionalInterface
    interface Work<T> {
        T perform(WriteSession session) throws SQLException;
    }

    /** What is there already, so that readers find it before a writer comes. */
    void look() throws IOException {
        movingAsideWhatIsDamaged(session -> Queries.bounds(session.connection()))
                .ifPresent(board::show);
    }

    LogPosition begin() throws IOException {
        Sequence before = board.attested().head();
        LogBounds bounds = movingAsideWhatIsDamaged(session -> session.begin(Epoch.drawn(surroundings.random())));
        isInDoubt = false;
        board.show(bounds);
        if (!bounds.head().equals(before)) {
            // An append that seemed to fail is there after all, and its listeners have not been told.
            board.callListeners();
        }
        return new LogPosition(bounds.newestEpoch(), bounds.head());
    }

    List<Note> notes(Epoch writer) throws IOException {
        refuseUnlessNewest(writer);
        return perform(session -> Queries.notes(session.connection()));
    }

    void write(Epoch writer, LogStep step) throws IOException {
        LogBounds bounds = refuseUnlessNewest(writer);
        requireStorable(bounds, step);
        if (isInDoubt || file.isDamaged()) {
            throw new IOException("the log %s must be opened anew before it is written".formatted(file.path()));
        }
        isInDoubt = true;
        perform(session -> {
            session.write(writer, step);
            return step;
        });
        isInDoubt = false;
        Sequence head = bounds.head().plus(step.events().size());
        board.show(new LogBounds(bounds.epochs(), bounds.compacted(), head));
        board.callListeners();
    }

    void vouch(Epoch writer, SourceAttestation attestation) {
        refuseUnlessNewest(writer);
        board.show(attestation);
        board.callListeners();
    }

    /** Connects if need be. A session that failed is closed, so that the next piece of work finds a new one. */
    <T> T perform(Work<T> work) throws IOException {
        try {
            WriteSession open = session;
            if (open == null) {
                open = new WriteSession(file.toWrite());
                session = open;
            }
            return work.perform(open);
        } catch (SQLException failure) {
            close();
            throw file.failure(failure);
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    void close() {
        WriteSession open = session;
        session = null;
        if (open != null) {
            LogFile.close(open);
        }
    }

    private <T> T movingAsideWhatIsDamaged(Work<T> work) throws IOException {
        if (!file.isDamaged()) {
            try {
                return perform(work);
            } catch (IOException failure) {
                if (!file.isDamaged()) {
                    throw failure;
                }
            }
        }
        moveAside();
        return perform(work);
    }

    private void moveAside() throws IOException {
        close();
        readers.whileClosed(() -> {
            Path aside = Quarantine.moveAside(file.path(), surroundings.clock().instant());
            board.clear();
            file.replaced();
            LOG.errorf("the log %s is damaged; it was moved to %s, and a new log begins", file.path(), aside);
        });
    }

    private LogBounds refuseUnlessNewest(Epoch writer) {
        LogBounds bounds = board.bounds().orElseThrow(() -> new StaleWriterException(writer));
        if (!bounds.newestEpoch().equals(writer)) {
            throw new StaleWriterException(bounds.newestEpoch());
        }
        return bounds;
    }

    private static void requireStorable(LogBounds bounds, LogStep step) {
        Sequence expected = bounds.head();
        for (LoggedEvent event : step.events()) {
            expected = expected.next();
            if (!event.sequence().equals(expected)) {
                throw new IllegalArgumentException(
                        "event %d does not follow %d".formatted(event.sequence().value(), expected.value() - 1));
            }
            Identities.requireStorable(event.facets().cluster(), event.facets().identity());
        }
        for (StateEntry entry : step.change().put()) {
            Identities.requireStorable(entry.identity().cluster(), entry.identity());
        }
    }
}
