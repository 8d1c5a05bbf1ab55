package dev.backupwatch.eventlog.sqlite;

import dev.backupwatch.event.Facets;
import dev.backupwatch.eventlog.LoggedEvent;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/** Events as rows of their table. The bytes are stored as text as they are, so that SQLite's shell prints them. */
final class EventRows {

    static final String INSERT = "INSERT INTO event (sequence, epoch, poll_end, time, type, severity, cluster,"
            + " kind, tenant, id, tenant_name, job, parent_tenant, parent_job, json, removal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT), ?)";

    private static final int IDENTITY = 8;
    private static final int JSON = 15;
    private static final int REMOVAL = 16;
    private static final long NANOS = 1_000_000_000L;

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
        insert.setBoolean(REMOVAL, facets.type().isRemoval());
    }

    static long toNanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS), time.getNano());
    }

    static Instant toInstant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }
}
