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
import dev.backupwatch.eventlog.LoggedEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of rows, for one page. Each column that crosses from SQLite into Java costs more than all that is done with it
 * there, so the short ones come as two: what many events of a page share, and what is an event's own.
 */
final class EventDecoder {

    /** What is NULL is left out: an event without an identity ends after its time. */
    static final String COLUMNS = "concat_ws('|', epoch, cluster, type, severity),"
            + " concat_ws('|', sequence, poll_end, time, kind, tenant, id, job, parent_tenant, parent_job, '=' || tenant_name),"
            + " json";

    private final Map<String, Shared> known = new HashMap<>();

    private record Shared(Epoch epoch, ClusterName cluster, EventType type, Severity severity) {}

    LoggedEvent read(ResultSet row) throws SQLException {
        Shared shared = known.computeIfAbsent(row.getString(1), EventDecoder::shared);
        var own = new Fields(row.getString(2));
        var cursor = new Cursor(shared.epoch(), new Sequence(own.number()));
        var pollEnd = new Sequence(own.number());
        var time = EventRows.toInstant(own.number());
        var facets = new Facets(shared.cluster(), shared.type(), shared.severity(), identity(shared.cluster(), own));
        return new LoggedEvent(cursor, pollEnd, time, facets, Encoded.adopting(row.getBytes(3)));
    }

    private static @Nullable Identity identity(ClusterName cluster, Fields own) {
        if (own.isAtEnd()) {
            return null;
        }
        RowKind kind = Identities.kindOf(own.text());
        var tenant = new TenantId(own.number());
        var key = new RowKey(kind, tenant, own.number());
        var job = new JobKey(tenant, own.number());
        JobKey parent = own.isAtEnd() || own.isAtName() ? null : new JobKey(new TenantId(own.number()), own.number());
        return new Identity(cluster, key, own.isAtEnd() ? null : own.name(), job, parent);
    }

    private static Shared shared(String text) {
        var fields = new Fields(text);
        var epoch = new Epoch(fields.text());
        var cluster = new ClusterName(fields.text());
        String type = fields.text();
        String severity = fields.text().toUpperCase(Locale.ROOT);
        return new Shared(epoch, cluster, EventType.ofShortName(type), Severity.valueOf(severity));
    }

    /** Fields of a text, one after the other. */
    private static final class Fields {

        private final String text;
        private int next;

        Fields(String text) {
            this.text = text;
        }

        boolean isAtEnd() {
            return next > text.length();
        }

        boolean isAtName() {
            return text.charAt(next) == '=';
        }

        long number() {
            int from = next;
            return Long.parseLong(text, from, end(), 10);
        }

        String text() {
            int from = next;
            return text.substring(from, end());
        }

        /** The last field, which may hold anything. */
        String name() {
            int from = next + 1;
            next = text.length() + 1;
            return text.substring(from);
        }

        private int end() {
            int bar = text.indexOf('|', next);
            int end = bar < 0 ? text.length() : bar;
            next = end + 1;
            return end;
        }
    }
}
