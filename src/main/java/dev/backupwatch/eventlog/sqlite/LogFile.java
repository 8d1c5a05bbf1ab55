package dev.backupwatch.eventlog.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** The database file: how it is opened, and what its failures say of it. */
final class LogFile {

    /** Readers and the writer of one process hardly wait for each other; this is for whoever looks with SQLite's shell. */
    static final int BUSY_MILLIS = 5_000;

    private static final long MOST_WAL_BYTES = 4L * 1024 * 1024;
    private static final long FEWEST_WAL_BYTES = 64L * 1024;
    private static final int WAL_SHARE = 8;
    private static final int CACHE_KIBIBYTES = 8_192;

    private final Path path;
    private final Connector connector;
    private final String durability;
    private final long walBytes;
    private final AtomicBoolean isDamaged = new AtomicBoolean();

    LogFile(SqliteLogSettings settings, Connector connector) {
        this.path = settings.file();
        this.connector = connector;
        this.durability = settings.isCopy() ? "NORMAL" : "FULL";
        this.walBytes = Math.max(
                FEWEST_WAL_BYTES, Math.min(MOST_WAL_BYTES, settings.retention().bytes() / WAL_SHARE));
    }

    Path path() {
        return path;
    }

    /** How large the write-ahead log may stay between two checkpoints. */
    long walBytes() {
        return walBytes;
    }

    long walSize() throws IOException {
        Path wal = path.resolveSibling(path.getFileName() + "-wal");
        return Files.exists(wal) ? Files.size(wal) : 0;
    }

    /** With the write-ahead log, as the file system tells it: nothing is opened. */
    long bytes() throws IOException {
        return Files.size(path) + walSize();
    }

    /** A connection that may write, in auto-commit mode, with the tables in place. */
    Connection toWrite() throws SQLException {
        var config = new SQLiteConfig();
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        Connection connection = opened(config);
        try {
            Schema.prepare(connection, path);
            set(connection, "synchronous = " + durability);
            set(connection, "cache_size = -" + CACHE_KIBIBYTES);
            set(connection, "journal_size_limit = " + walBytes);
            set(connection, "wal_autocheckpoint = " + walBytes / 2 / Schema.PAGE_BYTES);
            return connection;
        } catch (SQLException | RuntimeException failure) {
            close(connection);
            throw failure;
        }
    }

    /** A connection that cannot write. */
    Connection toRead() throws SQLException {
        var config = new SQLiteConfig();
        // A reader that comes before the file is there must not make one.
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        Connection connection = opened(config);
        try {
            set(connection, "query_only = ON");
            return connection;
        } catch (SQLException failure) {
            close(connection);
            throw failure;
        }
    }

    /** Remembers what the failure says of the file, and tells it in words. */
    IOException failure(SQLException cause) {
        if (Fault.of(cause) == Fault.DAMAGED) {
            isDamaged.set(true);
        }
        return new IOException("the log %s failed: %s".formatted(path, cause.getMessage()), cause);
    }

    /** Whether the file must be moved aside before it is written again. */
    boolean isDamaged() {
        return isDamaged.get();
    }

    void replaced() {
        isDamaged.set(false);
    }

    static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception failure) {
            // It is given up because it failed already, or has nothing left to write.
        }
    }

    private Connection opened(SQLiteConfig config) throws SQLException {
        config.setBusyTimeout(BUSY_MILLIS);
        return connector.connect(path, config);
    }

    private static void set(Connection connection, String pragma) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA " + pragma);
        }
    }
}
