package dev.backupwatch.diff;

import dev.backupwatch.diff.Lives.MarkKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far the history views were read.
 *
 * @param marks by kind and tenant
 * @param catchUp the walk that is under way; null if none is
 * @param caughtUp the database's clock at the last probe after which no walk was needed or left
 */
record HistoryProgress(
        Map<MarkKey, HistoryMark> marks,
        @Nullable CatchUp catchUp,
        @Nullable Instant caughtUp) {

    static final HistoryProgress NONE = new HistoryProgress(new HashMap<>(), null, null);

    HistoryProgress {
        marks = Collections.unmodifiableMap(marks);
    }

    HistoryMark mark(RowKind kind, TenantId tenant) {
        return marks.getOrDefault(new MarkKey(kind, tenant), HistoryMark.NONE);
    }

    /** The tenants of which that reading's probe counted other rows than were dealt with. */
    Set<TenantId> unread(HistoryReading reading) {
        Set<TenantId> unread = new HashSet<>();
        for (RowKind kind : RowKind.OF_VIEWS) {
            reading.counts(kind).stream()
                    .filter(count -> mark(kind, count.tenant()).accounted() != count.rows())
                    .forEach(count -> unread.add(count.tenant()));
        }
        return unread;
    }

    boolean isCatchingUp() {
        return catchUp != null;
    }
}
