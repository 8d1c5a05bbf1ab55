package dev.backupwatch.diff;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a source was looked at.
 *
 * @param first the database's clock at the first look
 * @param baseline by the database's clock: what had ended by then is never told
 * @param probed when the history was last probed, by our clock
 * @param tenants when the tenants were last read or asked for, by our clock
 * @param unread since when a history row waits to be told, because its job is not known yet or was first seen in that poll
 */
record Looks(
        @Nullable Instant first,
        @Nullable Instant baseline,
        @Nullable Instant probed,
        @Nullable Instant tenants,
        @Nullable Instant unread) {

    static final Looks NONE = new Looks(null, null, null, null, null);

    Looks withUnread(@Nullable Instant since) {
        return new Looks(first, baseline, probed, tenants, since);
    }
}
