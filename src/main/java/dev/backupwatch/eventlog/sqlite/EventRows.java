package dev.backupwatch.eventlog.sqlite;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.Facets;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.event.Severity;
import dev.backupwatch.eventlog.LoggedEvent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Events as rows of their table. The bytes are stored as text as they are, so that SQLite's shell prints them. */
final class EventRows {

    static final String COLUMNS = "sequence, epoch, poll_end, time, type, severity, cluster,"
            + " kind, tenant, id, tenant_name, job, parent_tenant, parent_job, json";
    static final String INSERT =
            "INSERT INTO event (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT))";

    private static final int IDENTITY = 8;
    private static final int JSON = 15;
    private static final long NANOS = 1_000_000_000L;
    private static final Map<String, EventType> TYPES =
            Arrays.stream(EventType.values()).collect(Collectors.toMap(EventType::shortName, Function.identity()));

    private EventRows() {}

    static void bind(PreparedStatement insert, LoggedEvent event) throws SQLException {
        Facets facets = event.facets();
        insert.setLong(1, event.sequence().value());
        insert.setString(2, event.cursor().epoch().value());
        insert.setLong(3, event.pollEnd().value());
        insert.setLong(4, toNanos(event.time()));
        insert.setString(5, facets.type().shortName());
        insert.setString(6, facets.severity().wireName());
        insert.setString(7, facets.cluster().value());
        Identities.bind(insert, IDENTITY, facets.identity());
        insert.setBytes(JSON, event.json().shared());
    }

    static LoggedEvent read(ResultSet row) throws SQLException {
        var cursor = new Cursor(new Epoch(row.getString(2)), new Sequence(row.getLong(1)));
        var cluster = new ClusterName(row.getString(7));
        var facets = new Facets(
                cluster,
                typeOf(row.getString(5)),
                Severity.valueOf(row.getString(6).toUpperCase(Locale.ROOT)),
                Identities.read(row, IDENTITY, cluster));
        return new LoggedEvent(
                cursor,
                new Sequence(row.getLong(3)),
                toInstant(row.getLong(4)),
                facets,
                new Encoded(row.getBytes(JSON)));
    }

    static long toNanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS), time.getNano());
    }

    static Instant toInstant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    private static EventType typeOf(String shortName) {
        EventType type = TYPES.get(shortName);
        if (type == null) {
            throw new IllegalArgumentException("no such type of event: " + shortName);
        }
        return type;
    }
}
