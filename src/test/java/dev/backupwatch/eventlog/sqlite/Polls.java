package dev.backupwatch.eventlog.sqlite;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.Facets;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.event.Severity;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.eventlog.LogPosition;
import dev.backupwatch.eventlog.LogStep;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.NoteChange;
import dev.backupwatch.eventlog.StateChange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Polls of events of about the size that real ones have. */
final class Polls {

    static final ClusterName CLUSTER = new ClusterName("prod");
    private static final int BYTES = 2_000;

    private Polls() {}

    static LogStep poll(LogPosition position, int events, Instant time) {
        return poll(position.epoch(), position.head(), events, time);
    }

    static LogStep poll(Epoch epoch, Sequence head, int events, Instant time) {
        Sequence end = head.plus(events);
        List<LoggedEvent> placed = new ArrayList<>(events);
        for (Sequence next = head.next(); !next.isAfter(end); next = next.next()) {
            placed.add(event(new Cursor(epoch, next), end, time));
        }
        return new LogStep(placed, StateChange.NONE, NoteChange.NONE);
    }

    private static LoggedEvent event(Cursor cursor, Sequence end, Instant time) {
        var tenant = new TenantId(1002);
        var key = new RowKey(RowKind.TASK, tenant, cursor.sequence().value());
        var identity = new Identity(CLUSTER, key, "租户 orders", new JobKey(tenant, 7), new JobKey(TenantId.SYS, 3));
        var facets = new Facets(CLUSTER, EventType.TASK_PROGRESSED, Severity.WARNING, identity);
        String json = "{\"id\":\"%s\",\"text\":\"备份\",\"filling\":\"".formatted(cursor);
        String filled = json + "x".repeat(BYTES - json.length()) + "\"}";
        return new LoggedEvent(cursor, end, time, facets, new Encoded(filled.getBytes(StandardCharsets.UTF_8)));
    }
}
