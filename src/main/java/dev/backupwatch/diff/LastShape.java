package dev.backupwatch.diff;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The shape of the views as last seen.
 *
 * @param shape absent before the first look
 * @param changed when another shape was last noticed, by our clock; absent if none was
 */
record LastShape(@Nullable ViewShape shape, @Nullable Instant changed) {

    static final LastShape NONE = new LastShape(null, null);

    LastShape on(ViewShape seen, Instant at) {
        boolean isAnother = shape != null && !shape.equals(seen);
        boolean isOfTheFuture = changed != null && changed.isAfter(at);
        return new LastShape(seen, isAnother || isOfTheFuture ? at : changed);
    }

    /** Whether an upgrade may be going on, so that a 0 may be a default where a tenant's table lacks the column. */
    boolean isSettling(Instant now) {
        return changed != null && Duration.between(changed, now).compareTo(LifePolicy.SETTLING) < 0;
    }
}
