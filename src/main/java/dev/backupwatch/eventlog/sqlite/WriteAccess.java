package dev.backupwatch.eventlog.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The one session that writes, for the one thread that writes: opened anew after each failure. */
final class WriteAccess {

    private static final Logger LOG = Logger.getLogger(WriteAccess.class);

    private final LogFile file;
    private final ReadSide readers;
    private final Tidying tidying;
    private final InstantSource clock;
    private @Nullable WriteSession session;
    private boolean hasEnded;

    WriteAccess(LogFile file, ReadSide readers, Tidying tidying, InstantSource clock) {
        this.file = file;
        this.readers = readers;
        this.tidying = tidying;
        this.clock = clock;
    }

    /** A piece of writing. */
    @FunctionalInterface
    interface Work<T> {
        T perform(WriteSession session) throws SQLException, IOException;
    }

    /** Connects if need be. A session that failed is closed, so that the next piece of work finds a new one. */
    <T> T perform(Work<T> work) throws IOException {
        if (hasEnded) {
            throw new IOException("the log %s is closed".formatted(file.path()));
        }
        boolean isDone = false;
        try {
            T outcome = work.perform(open());
            isDone = true;
            return outcome;
        } catch (SQLException failure) {
            // Before room is made: what this session holds is part of what is in the way.
            close();
            tidying.onFailure(failure);
            throw file.failure(failure);
        } finally {
            if (!isDone) {
                close();
            }
        }
    }

    /**
     * Moves the file aside first if it was found damaged, or as soon as it is.
     *
     * @param onNewLog called while nobody reads
     */
    <T> T performOnSoundFile(Work<T> work, Runnable onNewLog) throws IOException {
        if (!file.isDamaged()) {
            try {
                return perform(work);
            } catch (IOException failure) {
                if (!file.isDamaged()) {
                    throw failure;
                }
            }
        }
        moveAside(onNewLog);
        return perform(work);
    }

    private WriteSession open() throws SQLException {
        WriteSession open = session;
        if (open == null) {
            open = WriteSession.over(file.toWrite());
            session = open;
        }
        return open;
    }

    private void close() {
        WriteSession open = session;
        session = null;
        if (open != null) {
            LogFile.close(open);
        }
    }

    /** What still comes after that must not open the file again: it may be another process's then. */
    void end() {
        hasEnded = true;
        close();
    }

    private void moveAside(Runnable onNewLog) throws IOException {
        close();
        readers.whileClosed(() -> {
            Path aside = Quarantine.moveAside(file.path(), clock.instant());
            file.replaced();
            tidying.onNewLog();
            onNewLog.run();
            LOG.errorf("the log %s is damaged; it was moved to %s, and a new log begins", file.path(), aside);
        });
    }
}
