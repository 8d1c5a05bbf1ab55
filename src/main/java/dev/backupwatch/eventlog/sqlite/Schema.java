package dev.backupwatch.eventlog.sqlite;

import dev.backupwatch.eventlog.LogRefusedException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables, made and changed by numbered migrations, each done once and wholly. */
final class Schema {

    /** "bkpw". Fixed for ever: it is how a file is known to be a log of ours. */
    static final int APPLICATION_ID = 0x626b7077;

    /** Three events of common size fill such a page well; the default's half would hold one and waste the rest. */
    static final int PAGE_BYTES = 8192;

    private static final int INCREMENTAL = 2;

    /**
     * Released migrations are never edited: a change is one more at the end. {@code time} is nanoseconds since 1970; {@code
     * removal} is 1 where the event took a row out of the state, which is what questions for ended jobs look for. {@code copy}
     * has a row where the log is the copy of another one. The last one changes no table: an older version would take a tenant
     * for a task, and shall refuse the file instead.
     */
    private static final List<List<String>> MIGRATIONS = List.of(
            List.of(
                    """
            CREATE TABLE event (
              sequence INTEGER PRIMARY KEY, epoch TEXT NOT NULL, poll_end INTEGER NOT NULL, time INTEGER NOT NULL,
              type TEXT NOT NULL, severity TEXT NOT NULL, cluster TEXT NOT NULL,
              kind TEXT, tenant INTEGER, id INTEGER, tenant_name TEXT,
              job INTEGER, parent_tenant INTEGER, parent_job INTEGER, json TEXT NOT NULL, removal INTEGER NOT NULL) STRICT""",
                    "CREATE INDEX removal ON event (sequence) WHERE removal = 1",
                    "CREATE INDEX removal_of_job ON event (cluster, tenant, job) WHERE removal = 1",
                    "CREATE INDEX removal_of_child ON event (cluster, parent_tenant, parent_job) WHERE removal = 1",
                    """
            CREATE TABLE state (
              cluster TEXT NOT NULL, kind TEXT NOT NULL, tenant INTEGER NOT NULL, id INTEGER NOT NULL, tenant_name TEXT,
              job INTEGER NOT NULL, parent_tenant INTEGER, parent_job INTEGER, json TEXT NOT NULL,
              UNIQUE (cluster, kind, tenant, id)) STRICT""",
                    """
            CREATE TABLE note (
              cluster TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (cluster, name)) STRICT""",
                    "CREATE TABLE epoch (number INTEGER PRIMARY KEY, epoch TEXT NOT NULL, first INTEGER NOT NULL) STRICT",
                    "CREATE TABLE log (one INTEGER PRIMARY KEY CHECK (one = 1), compacted INTEGER NOT NULL) STRICT",
                    "INSERT INTO log (one, compacted) VALUES (1, 0)",
                    """
            CREATE VIEW told AS
              SELECT sequence, strftime('%Y-%m-%dT%H:%M:%fZ', time / 1e9, 'unixepoch') AS time,
                     type, severity, cluster, kind, tenant, id, tenant_name, json
              FROM event ORDER BY sequence"""),
            List.of("CREATE TABLE copy (one INTEGER PRIMARY KEY CHECK (one = 1), position INTEGER NOT NULL,"
                    + " record TEXT NOT NULL) STRICT"),
            List.of());

    static final int VERSION = MIGRATIONS.size();

    private Schema() {}

    /**
     * Makes the tables or brings them to this version.
     *
     * @param connection in auto-commit mode
     * @throws LogRefusedException for a database that is not ours, or of a newer version
     */
    static void prepare(Connection connection, Path file) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int version = claim(statement, file);
            // After auto_vacuum, which is settled as soon as the first page is written.
            statement.execute("PRAGMA journal_mode = WAL");
            for (int next = version; next < VERSION; next++) {
                migrate(connection, statement, next);
            }
        }
    }

    private static int claim(Statement statement, Path file) throws SQLException {
        int version = number(statement, "PRAGMA user_version");
        if (number(statement, "PRAGMA application_id") == APPLICATION_ID) {
            refuseNewer(version, file);
            return version;
        }
        if (version != 0 || number(statement, "SELECT count(*) FROM sqlite_schema") != 0) {
            throw foreign(file);
        }
        statement.execute("PRAGMA page_size = " + PAGE_BYTES);
        statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
        statement.execute("PRAGMA application_id = " + APPLICATION_ID);
        if (number(statement, "PRAGMA auto_vacuum") != INCREMENTAL) {
            // An empty database that somebody else began: its first page was there before.
            statement.execute("VACUUM");
        }
        return 0;
    }

    private static void migrate(Connection connection, Statement statement, int version) throws SQLException {
        connection.setAutoCommit(false);
        for (String change : MIGRATIONS.get(version)) {
            statement.execute(change);
        }
        statement.execute("PRAGMA user_version = " + (version + 1));
        connection.setAutoCommit(true);
    }

    private static int number(Statement statement, String query) throws SQLException {
        try (ResultSet answer = statement.executeQuery(query)) {
            return answer.next() ? answer.getInt(1) : 0;
        }
    }

    private static void refuseNewer(int version, Path file) {
        if (version > VERSION) {
            throw newer(file);
        }
    }

    static LogRefusedException newer(Path file) {
        return new LogRefusedException(
                "the log %s was written by a newer version of this service: run that version, or choose another file"
                        .formatted(file));
    }

    static LogRefusedException foreign(Path file) {
        return new LogRefusedException(
                "%s is no log of this service: move it away if it may go, or choose another file".formatted(file));
    }
}
