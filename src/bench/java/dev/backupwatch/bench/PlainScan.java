package dev.backupwatch.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The events of a log as SQLite gives them by JDBC, in the order of their sequence: one statement, nothing made of its rows. */
final class PlainScan implements AutoCloseable {

    static final int COLUMNS = 16;

    private static final String TAIL = " FROM event WHERE sequence <= ? ORDER BY sequence";
    private static final String ALL = "sequence, epoch, poll_end, time, type, severity, cluster, kind, tenant, id,"
            + " tenant_name, job, parent_tenant, parent_job, json, removal";

    private final Connection connection;
    private final PreparedStatement all;
    private final PreparedStatement json;
    private final long bytes;

    private PlainScan(Connection connection, long events) throws SQLException {
        this.connection = connection;
        all = connection.prepareStatement("SELECT " + ALL + TAIL);
        all.setLong(1, events);
        json = connection.prepareStatement("SELECT json" + TAIL);
        json.setLong(1, events);
        bytes = jsonAlone();
    }

    static PlainScan of(Path file, long events) throws SQLException {
        return new PlainScan(DriverManager.getConnection("jdbc:sqlite:" + file), events);
    }

    /** How many there are in all events' JSON. */
    long bytes() {
        return bytes;
    }

    /** @return a sum, so that nothing that was read can be left out */
    long allColumns() throws SQLException {
        long sum = 0;
        try (ResultSet rows = all.executeQuery()) {
            while (rows.next()) {
                sum += rows.getLong(1) + rows.getLong(3) + rows.getLong(4) + rows.getLong(16);
                for (int text = 5; text <= 8; text++) {
                    sum += length(rows.getString(text));
                }
                sum += length(rows.getString(2)) + length(rows.getString(11));
                sum += rows.getLong(9) + rows.getLong(10);
                for (int number = 12; number <= 14; number++) {
                    sum += rows.getLong(number);
                }
                sum += rows.getBytes(15).length;
            }
        }
        return sum;
    }

    /** @return how many bytes that were */
    long jsonAlone() throws SQLException {
        long sum = 0;
        try (ResultSet rows = json.executeQuery()) {
            while (rows.next()) {
                sum += rows.getBytes(1).length;
            }
        }
        return sum;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
