package dev.backupwatch.eventlog.sqlite;

import dev.backupwatch.event.Sequence;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Predicate;

/** Removes whole polls at the old end, no more at a time than an append may wait for. */
final class Removal {

    /** A poll of more events goes at once all the same: it came at once, too. */
    private static final int MOST_EVENTS = 500;

    private Removal() {}

    /** One poll at the old end. */
    record OldPoll(Sequence first, Sequence end, Instant time) {}

    /**
     * Removes the oldest polls up to the first that is not to go.
     *
     * @return whether anything was removed
     */
    static boolean remove(Connection connection, Sequence compacted, Predicate<OldPoll> isToGo) throws SQLException {
        Sequence end = chosen(connection, compacted, isToGo);
        if (end.equals(compacted)) {
            return false;
        }
        connection.setAutoCommit(false);
        update(connection, "DELETE FROM event WHERE sequence <= ?", end);
        update(connection, "UPDATE log SET compacted = ?", end);
        // The newest removed event still has a cursor, and cursors name their epoch.
        update(connection, "DELETE FROM epoch WHERE number < (SELECT max(number) FROM epoch WHERE first <= ?)", end);
        connection.setAutoCommit(true);
        return true;
    }

    private static Sequence chosen(Connection connection, Sequence compacted, Predicate<OldPoll> isToGo)
            throws SQLException {
        Sequence end = compacted;
        try (PreparedStatement query =
                connection.prepareStatement("SELECT poll_end, time FROM event WHERE sequence = ?")) {
            while (end.value() - compacted.value() < MOST_EVENTS) {
                query.setLong(1, end.next().value());
                try (ResultSet row = query.executeQuery()) {
                    if (!row.next()) {
                        return end;
                    }
                    var time = EventRows.toInstant(row.getLong(2));
                    var poll = new OldPoll(end.next(), new Sequence(row.getLong(1)), time);
                    if (!isToGo.test(poll)) {
                        return end;
                    }
                    end = poll.end();
                }
            }
        }
        return end;
    }

    private static void update(Connection connection, String change, Sequence end) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(change)) {
            statement.setLong(1, end.value());
            statement.executeUpdate();
        }
    }
}
