package dev.backupwatch.event;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Evidence that a job does not move, or did not: no counter and no status of it and its tasks changed. Times are the
 * database's.
 *
 * @param lastMoved when something of it was last seen to move; if never, when the job was first seen
 * @param what moved then: the row's subject and the column; absent if nothing was seen to move yet
 * @param phase the status in which it stands still
 * @param patience how long it may rest before it is called stalled
 * @param usual the longest rest that this tenant's earlier runs had in that phase; absent where that is not known
 * @param moved when it was seen to move again; absent while it stands still
 */
public record Standstill(
        Instant lastMoved,
        @Nullable Movement what,
        String phase,
        Duration patience,
        @Nullable Duration usual,
        @Nullable Instant moved) {

    public record Movement(RowKey row, String column) {}
}
