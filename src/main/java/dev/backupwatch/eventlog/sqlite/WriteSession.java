package dev.backupwatch.eventlog.sqlite;

import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.eventlog.LogStep;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.Note;
import dev.backupwatch.eventlog.NoteChange;
import dev.backupwatch.eventlog.NoteKey;
import dev.backupwatch.eventlog.StaleWriterException;
import dev.backupwatch.eventlog.StateChange;
import dev.backupwatch.eventlog.StateEntry;
import dev.backupwatch.eventlog.StateKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * One connection that writes, with its statements. After any failure it must be closed and never used again: the driver goes
 * on believing that a transaction is open, and what comes next would be written row by row.
 */
final class WriteSession implements AutoCloseable {

    private static final String PUT_STATE =
            "INSERT INTO state (cluster, kind, tenant, id, tenant_name, job, parent_tenant, parent_job, json)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT))"
                    + " ON CONFLICT (cluster, kind, tenant, id) DO UPDATE SET tenant_name = excluded.tenant_name,"
                    + " job = excluded.job, parent_tenant = excluded.parent_tenant, parent_job = excluded.parent_job,"
                    + " json = excluded.json";
    private static final String PUT_NOTE = "INSERT INTO note (cluster, name, value) VALUES (?, ?, CAST(? AS TEXT))"
            + " ON CONFLICT (cluster, name) DO UPDATE SET value = excluded.value";

    private final Connection connection;
    private final PreparedStatement newestEpoch;
    private final PreparedStatement insertEvent;
    private final PreparedStatement putState;
    private final PreparedStatement removeState;
    private final PreparedStatement putNote;
    private final PreparedStatement removeNote;

    private WriteSession(Connection connection) throws SQLException {
        this.connection = connection;
        newestEpoch = connection.prepareStatement("SELECT epoch FROM epoch ORDER BY number DESC LIMIT 1");
        insertEvent = connection.prepareStatement(EventRows.INSERT);
        putState = connection.prepareStatement(PUT_STATE);
        removeState = connection.prepareStatement(
                "DELETE FROM state WHERE cluster = ? AND kind = ? AND tenant = ? AND id = ?");
        putNote = connection.prepareStatement(PUT_NOTE);
        removeNote = connection.prepareStatement("DELETE FROM note WHERE cluster = ? AND name = ?");
    }

    /** Closes the connection if it cannot be used. */
    static WriteSession over(Connection connection) throws SQLException {
        try {
            return new WriteSession(connection);
        } catch (SQLException failure) {
            LogFile.close(connection);
            throw failure;
        }
    }

    Connection connection() {
        return connection;
    }

    /** See {@link #fence}. */
    LogBounds begin(Epoch epoch) throws SQLException {
        connection.setAutoCommit(false);
        fence(epoch);
        LogBounds bounds = Queries.bounds(connection).orElseThrow();
        connection.setAutoCommit(true);
        return bounds;
    }

    /** @throws StaleWriterException before anything is written, if the file names a newer epoch */
    void write(Epoch writer, LogStep step) throws SQLException {
        connection.setAutoCommit(false);
        refuseUnlessNewest(writer);
        put(step);
        connection.setAutoCommit(true);
    }

    /** Within a transaction. */
    void put(LogStep step) throws SQLException {
        insert(step.events());
        change(step.change());
        note(step.notes());
    }

    /**
     * Within a transaction: begins that epoch, and forgets those that never wrote an event, except the oldest, which {@code 0}
     * counts to.
     */
    void fence(Epoch epoch) throws SQLException {
        Optional<LogBounds> before = Queries.bounds(connection);
        Sequence first = before.map(LogBounds::head).orElse(Sequence.NONE).next();
        try (PreparedStatement forget = connection.prepareStatement(
                        "DELETE FROM epoch WHERE first = ? AND number > (SELECT min(number) FROM epoch)");
                PreparedStatement fence = connection.prepareStatement("INSERT INTO epoch (number, epoch, first) VALUES"
                        + " ((SELECT coalesce(max(number), 0) + 1 FROM epoch), ?, ?)")) {
            forget.setLong(1, first.value());
            forget.executeUpdate();
            fence.setString(1, epoch.value());
            fence.setLong(2, first.value());
            fence.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void refuseUnlessNewest(Epoch writer) throws SQLException {
        try (ResultSet newest = newestEpoch.executeQuery()) {
            String epoch = newest.getString(1);
            if (!writer.value().equals(epoch)) {
                throw new StaleWriterException(new Epoch(epoch));
            }
        }
    }

    /** Within a transaction. */
    void insert(Iterable<LoggedEvent> events) throws SQLException {
        for (LoggedEvent event : events) {
            EventRows.bind(insertEvent, event);
            insertEvent.executeUpdate();
        }
    }

    private void change(StateChange change) throws SQLException {
        for (StateKey key : change.removed()) {
            removeState.setString(1, key.cluster().value());
            Identities.bindKey(removeState, 2, key.row());
            removeState.executeUpdate();
        }
        for (StateEntry entry : change.put()) {
            putState.setString(1, entry.identity().cluster().value());
            Identities.bind(putState, 2, entry.identity());
            putState.setBytes(9, entry.item().shared());
            putState.executeUpdate();
        }
    }

    private void note(NoteChange notes) throws SQLException {
        for (NoteKey key : notes.removed()) {
            removeNote.setString(1, key.cluster().value());
            removeNote.setString(2, key.name());
            removeNote.executeUpdate();
        }
        for (Note note : notes.put()) {
            putNote.setString(1, note.key().cluster().value());
            putNote.setString(2, note.key().name());
            putNote.setBytes(3, note.value().shared());
            putNote.executeUpdate();
        }
    }
}
