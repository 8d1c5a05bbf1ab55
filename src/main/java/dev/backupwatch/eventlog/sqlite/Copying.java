package dev.backupwatch.eventlog.sqlite;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.Checkpoint;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.eventlog.LogBounds.EpochStart;
import dev.backupwatch.eventlog.LogPlace;
import dev.backupwatch.eventlog.LogRecord;
import dev.backupwatch.eventlog.LogStep;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.Note;
import dev.backupwatch.eventlog.NoteChange;
import dev.backupwatch.eventlog.StateChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the records of another log come into the tables, each piece in one transaction with the place that it leads to. */
final class Copying {

    /** Of a copy that has its checkpoint, but not all events before it. */
    static final LogPlace ON_THE_WAY = new LogPlace(-1, "");

    private Copying() {}

    /** In place of all that was there. */
    static void begin(WriteSession session, Checkpoint base, Sequence compacted) throws SQLException {
        Connection connection = session.connection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String table : List.of("event", "state", "note", "epoch")) {
                statement.executeUpdate("DELETE FROM " + table);
            }
            statement.executeUpdate("UPDATE log SET compacted = " + compacted.value());
        }
        arrive(connection, ON_THE_WAY);
        putEpochs(connection, base.epochs());
        session.put(new LogStep(
                List.of(), new StateChange(base.state(), List.of()), new NoteChange(base.notes(), List.of())));
        connection.setAutoCommit(true);
    }

    /** Events whose records the checkpoint stands for. */
    static void takePast(WriteSession session, List<LoggedEvent> events) throws SQLException {
        session.connection().setAutoCommit(false);
        session.insert(events);
        session.connection().setAutoCommit(true);
    }

    static void take(WriteSession session, List<LogRecord.Placed> records) throws SQLException {
        Connection connection = session.connection();
        connection.setAutoCommit(false);
        for (LogRecord.Placed placed : records) {
            if (placed.record() instanceof LogRecord.Step step) {
                session.put(step.step());
            } else {
                session.fence(placed.record().epoch());
            }
        }
        arrive(connection, records.get(records.size() - 1).place());
        connection.setAutoCommit(true);
    }

    static void arrive(Connection connection, LogPlace place) throws SQLException {
        try (PreparedStatement put =
                connection.prepareStatement("INSERT OR REPLACE INTO copy (one, position, record) VALUES (1, ?, ?)")) {
            put.setLong(1, place.position());
            put.setString(2, place.record());
            put.executeUpdate();
        }
    }

    /** Empty before the first record. */
    static Optional<Checkpoint> checkpoint(Connection connection) throws SQLException {
        Optional<LogBounds> bounds = Queries.bounds(connection);
        Optional<LogPlace> place = Queries.place(connection);
        if (bounds.isEmpty() || place.isEmpty()) {
            return Optional.empty();
        }
        List<Note> notes = new ArrayList<>();
        for (ClusterName cluster : Queries.notedClusters(connection)) {
            notes.addAll(Queries.notes(connection, cluster));
        }
        return Optional.of(new Checkpoint(
                place.get(), bounds.get().epochs(), bounds.get().head(), Queries.state(connection), notes));
    }

    private static void putEpochs(Connection connection, List<EpochStart> epochs) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO epoch (number, epoch, first) VALUES (?, ?, ?)")) {
            for (int i = 0; i < epochs.size(); i++) {
                insert.setInt(1, i + 1);
                insert.setString(2, epochs.get(i).epoch().value());
                insert.setLong(3, epochs.get(i).first().value());
                insert.executeUpdate();
            }
        }
    }
}
