package dev.backupwatch.eventlog.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How the database file is filled.
 *
 * @param all the file's pages
 * @param free those of them that hold nothing
 * @param size bytes a page
 */
record Pages(long all, long free, long size) {

    /** How many pages one step gives back: some megabytes at most, so that it takes no longer than a large append. */
    private static final int STEP = 128;

    /** Below that share of free pages, the next appends may as well fill them. */
    private static final int MOST_FREE_SHARE = 10;

    private static final int CHECKPOINT_MILLIS = 20;

    static Pages of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return new Pages(
                    number(statement, "page_count"),
                    number(statement, "freelist_count"),
                    number(statement, "page_size"));
        }
    }

    long usedBytes() {
        return (all - free) * size;
    }

    long fileBytes() {
        return all * size;
    }

    boolean isMostlyAir() {
        return free > STEP && free > all / MOST_FREE_SHARE;
    }

    /** Gives free pages back to the file system, a bounded number at a time. */
    static void giveBack(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // As an update: the driver takes execute for a query, and stops after its first row, which is one page.
            statement.executeUpdate("PRAGMA incremental_vacuum(" + STEP + ")");
        }
    }

    /**
     * Writes all into the one file and empties the write-ahead log, unless somebody reads just then.
     *
     * @return whether it could
     */
    static boolean checkpoint(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Somebody who reads for long, with SQLite's shell perhaps, must not hold up the appends.
            statement.execute("PRAGMA busy_timeout = " + CHECKPOINT_MILLIS);
            boolean isBusy = number(statement, "wal_checkpoint(TRUNCATE)") != 0;
            statement.execute("PRAGMA busy_timeout = " + LogFile.BUSY_MILLIS);
            return !isBusy;
        }
    }

    private static long number(Statement statement, String pragma) throws SQLException {
        try (ResultSet answer = statement.executeQuery("PRAGMA " + pragma)) {
            return answer.getLong(1);
        }
    }
}
