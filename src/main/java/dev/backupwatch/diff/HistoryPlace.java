package dev.backupwatch.diff;

import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import java.time.Instant;

/** A place in a history view that is read in the order of END_TIMESTAMP; tenant and id tell apart what ended together. */
public record HistoryPlace(Instant end, TenantId tenant, long id) {

    /** Before every row that ended at that moment or later. */
    static HistoryPlace before(Instant end) {
        return new HistoryPlace(end, new TenantId(0), 0);
    }

    /** After every row that ended at that moment or before. */
    static HistoryPlace after(Instant end) {
        return new HistoryPlace(end, new TenantId(Long.MAX_VALUE), Long.MAX_VALUE);
    }

    /** @throws IllegalArgumentException if the row has no END_TIMESTAMP, which a row that was asked for by it has */
    static HistoryPlace of(RowKind kind, Row row) {
        RowKey key = RowKey.of(kind, row);
        return new HistoryPlace(row.time("END_TIMESTAMP"), key.tenant(), key.id());
    }

    boolean isOf(TenantId other, Instant ending) {
        return tenant.equals(other) && !end.isBefore(ending);
    }
}
