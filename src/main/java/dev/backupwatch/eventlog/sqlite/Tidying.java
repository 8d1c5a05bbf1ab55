package dev.backupwatch.eventlog.sqlite;

import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.LogBounds;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/**
 * Keeps the log within its bounds, in small steps on the writer's thread: removes what is too old or too much, gives the room
 * back, and holds the ballast. Between two steps other work has its turn.
 */
final class Tidying {

    private static final Logger LOG = Logger.getLogger(Tidying.class);
    private static final int TITHE = 10;

    private final LogFile file;
    private final Retention retention;
    private final Ballast ballast;
    private final InstantSource clock;

    /** Polls that begin up to here go whatever the rules say: the disk was full. */
    private Sequence forfeited = Sequence.NONE;
    /** Whether the disk was full and nothing has been given back to it since. */
    private boolean isShortOfRoom;
    /** Once until the ballast is back, so that a disk that others fill does not eat the log bit by bit. */
    private boolean hasForfeited;

    /** Whether this pass has removed anything. */
    private boolean hasRemoved;

    private boolean isCheckpointDue;

    Tidying(LogFile file, SqliteLogSettings settings, InstantSource clock) {
        this.file = file;
        this.retention = settings.retention();
        this.ballast = new Ballast(settings);
        this.clock = clock;
    }

    /** Makes room at once if that is what a failure was about. */
    void onFailure(SQLException failure) {
        if (Fault.of(failure) != Fault.FULL && !ballast.isDiskFull()) {
            return;
        }
        isShortOfRoom = true;
        try {
            ballast.release();
        } catch (IOException unreleased) {
            LOG.warn("the disk is full, and the ballast beside the log cannot be released", unreleased);
        }
    }

    /** Its sequences begin anew, so what was said of the old one's must not be done to it. */
    void onNewLog() {
        forfeited = Sequence.NONE;
    }

    /** @return whether there is more to do */
    boolean step(Connection connection, LogBounds bounds) throws SQLException, IOException {
        Pages pages = Pages.of(connection);
        if (remove(connection, bounds, pages)) {
            hasRemoved = true;
            isCheckpointDue = true;
            return true;
        }
        forfeited = Sequence.NONE;
        if (mustForfeit(bounds)) {
            forfeit(bounds);
            return true;
        }
        if (pages.free() > 0 && (pages.isMostlyAir() || isShortOfRoom || pages.fileBytes() > mostBytes())) {
            Pages.giveBack(connection);
            isCheckpointDue = true;
            return true;
        }
        isShortOfRoom = false;
        hasRemoved = false;
        if (isCheckpointDue || file.walSize() > 2 * file.walBytes()) {
            isCheckpointDue = !Pages.checkpoint(connection);
        }
        return holdBallast();
    }

    private boolean remove(Connection connection, LogBounds bounds, Pages pages) throws SQLException {
        Instant oldest = clock.instant().minus(retention.age());
        Sequence doomed = Sequence.later(forfeited, bounds.compacted().plus(tooMany(bounds, pages)));
        return Removal.remove(
                connection,
                bounds.compacted(),
                poll -> poll.time().isBefore(oldest)
                        || (!poll.first().isAfter(doomed) && poll.end().isBefore(bounds.head())));
    }

    /** About how many events are more than the log may hold; the next step looks again. */
    private long tooMany(LogBounds bounds, Pages pages) {
        long excess = pages.usedBytes() - mostBytes();
        long bytesAnEvent = Math.max(1, pages.usedBytes() / Math.max(1, eventsIn(bounds)));
        return excess <= 0 ? 0 : excess / bytesAnEvent + 1;
    }

    /** Whether there is no room, and the rules remove nothing. */
    private boolean mustForfeit(LogBounds bounds) {
        return isShortOfRoom && !hasForfeited && !hasRemoved && eventsIn(bounds) > 0;
    }

    private void forfeit(LogBounds bounds) {
        hasForfeited = true;
        forfeited = bounds.compacted().plus(Math.max(1, eventsIn(bounds) / TITHE));
        LOG.warnf(
                "the disk of the log %s is full: its oldest events up to %d are removed",
                file.path(), forfeited.value());
    }

    private boolean holdBallast() throws IOException {
        if (ballast.isWhole()) {
            hasForfeited = false;
            return false;
        }
        if (!ballast.hasRoom()) {
            return false;
        }
        ballast.grow();
        return true;
    }

    private static long eventsIn(LogBounds bounds) {
        return bounds.head().value() - bounds.compacted().value();
    }

    /** What the database itself may have: its write-ahead log counts too. */
    private long mostBytes() {
        return retention.bytes() - file.walBytes();
    }
}
