package dev.backupwatch.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant's backups stand, without what runs just now. Times are the database's.
 *
 * @param tenant as the cluster lists it; absent where that cannot be read
 * @param lastSuccess the last one of each type, under OceanBase's own name of the type
 * @param lastFailure absent if none is known
 * @param failures how many ended as failed since the tenant is watched
 * @param overdue what the tenant is told to lack
 * @param usual by type
 */
public record TenantSummary(
        Identity identity,
        @Nullable Tenant tenant,
        Map<String, LastSuccess> lastSuccess,
        @Nullable Run lastFailure,
        long failures,
        List<Overdue> overdue,
        Map<String, Usual> usual) {

    public TenantSummary {
        lastSuccess = Map.copyOf(lastSuccess);
        overdue = List.copyOf(overdue);
        usual = Map.copyOf(usual);
    }

    /** @param run absent where it lies so far back that only its end was read */
    public record LastSuccess(Instant end, @Nullable Run run) {}

    /**
     * A job that ended.
     *
     * @param result 0, or a negative error code
     * @param outputBytes absent where they are not known
     */
    public record Run(
            long job,
            String type,
            Instant start,
            Instant end,
            long result,
            @Nullable Long outputBytes) {}

    /**
     * Medians of the last successful runs of one type, at most five.
     *
     * @param interval from one's end to the next one's; absent with one run
     */
    public record Usual(
            int runs,
            Duration duration,
            @Nullable Long outputBytes,
            @Nullable Duration interval) {}
}
