package dev.backupwatch.eventlog.sqlite;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.eventlog.LogBounds.EpochStart;
import dev.backupwatch.eventlog.LogPlace;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.Note;
import dev.backupwatch.eventlog.NoteKey;
import dev.backupwatch.eventlog.StateEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What is asked of the tables. */
final class Queries {

    static final String AFTER =
            "SELECT " + EventDecoder.COLUMNS + " FROM event WHERE sequence > ? ORDER BY sequence LIMIT ?";
    static final String BEFORE =
            "SELECT " + EventDecoder.COLUMNS + " FROM event WHERE sequence < ? ORDER BY sequence DESC LIMIT ?";
    static final String REMOVALS_BEFORE = "SELECT " + EventDecoder.COLUMNS
            + " FROM event WHERE removal = 1 AND sequence < ? ORDER BY sequence DESC LIMIT ?";
    static final String REMOVALS_OF = "SELECT " + EventDecoder.COLUMNS + " FROM event WHERE sequence IN ("
            + "SELECT sequence FROM event WHERE removal = 1 AND cluster = ? AND tenant = ? AND job = ? UNION "
            + "SELECT sequence FROM event WHERE removal = 1 AND cluster = ? AND parent_tenant = ? AND parent_job = ?"
            + ") ORDER BY sequence DESC";

    private static final String EPOCHS = "SELECT epoch, first FROM epoch ORDER BY number";
    private static final String ENDS =
            "SELECT compacted, coalesce((SELECT max(sequence) FROM event), compacted) FROM log";
    private static final String STATE = "SELECT cluster, kind, tenant, id, tenant_name, job, parent_tenant, parent_job,"
            + " json FROM state ORDER BY cluster, kind, tenant, id";
    private static final String NOTES = "SELECT name, value FROM note WHERE cluster = ?";
    private static final String PLACE = "SELECT position, record FROM copy";
    private static final String NOTED = "SELECT DISTINCT cluster FROM note";

    private Queries() {}

    static List<LoggedEvent> page(PreparedStatement query, Sequence from, int limit) throws SQLException {
        query.setLong(1, from.value());
        query.setLong(2, Math.max(0, limit));
        return events(query);
    }

    static List<LoggedEvent> removals(PreparedStatement query, ClusterName cluster, JobKey job) throws SQLException {
        for (int first : List.of(1, 4)) {
            query.setString(first, cluster.value());
            query.setLong(first + 1, job.tenant().value());
            query.setLong(first + 2, job.job());
        }
        return events(query);
    }

    private static List<LoggedEvent> events(PreparedStatement query) throws SQLException {
        List<LoggedEvent> page = new ArrayList<>();
        var decoder = new EventDecoder();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                page.add(decoder.read(rows));
            }
        }
        return page;
    }

    /** Empty before the first writer; of one cut only within a transaction. */
    static Optional<LogBounds> bounds(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            List<EpochStart> epochs = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(EPOCHS)) {
                while (rows.next()) {
                    epochs.add(new EpochStart(new Epoch(rows.getString(1)), new Sequence(rows.getLong(2))));
                }
            }
            if (epochs.isEmpty()) {
                return Optional.empty();
            }
            try (ResultSet ends = statement.executeQuery(ENDS)) {
                return Optional.of(new LogBounds(epochs, new Sequence(ends.getLong(1)), new Sequence(ends.getLong(2))));
            }
        }
    }

    static List<StateEntry> state(Connection connection) throws SQLException {
        List<StateEntry> entries = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(STATE)) {
            while (rows.next()) {
                Identity identity = Objects.requireNonNull(
                        Identities.read(rows, 2, new ClusterName(rows.getString(1))), "a row of the state has a kind");
                entries.add(new StateEntry(identity, Encoded.adopting(rows.getBytes(9))));
            }
        }
        entries.sort(Comparator.comparing(StateEntry::key));
        return entries;
    }

    static List<Note> notes(Connection connection, ClusterName cluster) throws SQLException {
        List<Note> notes = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(NOTES)) {
            query.setString(1, cluster.value());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    var key = new NoteKey(cluster, rows.getString(1));
                    notes.add(new Note(key, Encoded.adopting(rows.getBytes(2))));
                }
            }
        }
        // SQLite sorts by bytes, Java by UTF-16: they differ beyond the first plane.
        notes.sort(Comparator.comparing(Note::key));
        return notes;
    }

    /** Empty where the log is no copy. */
    static Optional<LogPlace> place(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(PLACE)) {
            return row.next() ? Optional.of(new LogPlace(row.getLong(1), row.getString(2))) : Optional.empty();
        }
    }

    static Set<ClusterName> notedClusters(Connection connection) throws SQLException {
        Set<ClusterName> noted = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(NOTED)) {
            while (rows.next()) {
                noted.add(new ClusterName(rows.getString(1)));
            }
        }
        return noted;
    }
}
