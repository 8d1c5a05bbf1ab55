package dev.backupwatch.bench;

import dev.backupwatch.event.Encoded;
import dev.backupwatch.eventlog.LogStep;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.Note;
import dev.backupwatch.eventlog.StateEntry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The least that a step's bytes cost in SQLite: tables of a number and bytes, no index, and one transaction, with the pragmas
 * of the log's own file. What is put again replaces what was there, as in the log.
 */
final class PlainInsert implements AutoCloseable {

    private static final List<String> PRAGMAS = List.of(
            "page_size = 8192",
            "auto_vacuum = INCREMENTAL",
            "journal_mode = WAL",
            "synchronous = FULL",
            "cache_size = -8192",
            "journal_size_limit = 4194304",
            "wal_autocheckpoint = 256");

    private final Connection connection;
    private final PreparedStatement event;
    private final PreparedStatement state;
    private final PreparedStatement note;

    private PlainInsert(Connection connection) throws SQLException {
        this.connection = connection;
        event = into("event");
        state = into("state");
        note = into("note");
    }

    static PlainInsert into(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            for (String pragma : PRAGMAS) {
                statement.execute("PRAGMA " + pragma);
            }
        }
        return new PlainInsert(connection);
    }

    void insert(LogStep step) throws SQLException {
        connection.setAutoCommit(false);
        for (LoggedEvent told : step.events()) {
            put(event, told.sequence().value(), told.json());
        }
        long number = 0;
        for (StateEntry entry : step.change().put()) {
            put(state, ++number, entry.item());
        }
        number = 0;
        for (Note noted : step.notes().put()) {
            put(note, ++number, noted.value());
        }
        connection.setAutoCommit(true);
    }

    static long bytes(LogStep step) {
        long events =
                step.events().stream().mapToLong(told -> told.json().size()).sum();
        long states = step.change().put().stream()
                .mapToLong(entry -> entry.item().size())
                .sum();
        return events
                + states
                + step.notes().put().stream()
                        .mapToLong(noted -> noted.value().size())
                        .sum();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static void put(PreparedStatement into, long number, Encoded bytes) throws SQLException {
        into.setLong(1, number);
        into.setBytes(2, bytes.shared());
        into.executeUpdate();
    }

    private PreparedStatement into(String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + table + " (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL)");
        }
        return connection.prepareStatement("INSERT OR REPLACE INTO " + table + " (number, bytes) VALUES (?, ?)");
    }
}
