package dev.backupwatch.insight;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job that completed.
 *
 * @param bytes of output; absent where they are not known
 * @param pauses the longest in each phase; empty where it was not watched
 * @param curve absent where it was not watched
 */
record PastRun(
        long job,
        String type,
        Instant start,
        Instant end,
        @Nullable Long bytes,
        Map<String, Duration> pauses,
        @Nullable Curve curve) {

    PastRun {
        pauses = Map.copyOf(pauses);
    }

    boolean isSameAs(PastRun other) {
        return job == other.job && start.equals(other.start);
    }

    /** None where the database's clock was set back meanwhile. */
    Duration duration() {
        return end.isBefore(start) ? Duration.ZERO : Duration.between(start, end);
    }
}
