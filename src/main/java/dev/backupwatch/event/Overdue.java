package dev.backupwatch.event;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tenant without a successful backup for longer than it may be. Times are the database's.
 *
 * @param limit how long it may be
 * @param lastSuccess when the last one of that kind ended; absent if there never was one
 * @param since when the time was up
 */
public record Overdue(Kind kind, Duration limit, @Nullable Instant lastSuccess, Instant since) {

    /** Which backups count. */
    public enum Kind {
        FULL,
        ANY
    }
}
