package dev.backupwatch.insight;

import dev.backupwatch.event.Overdue;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is expected of backups.
 *
 * @param stall how long nothing of a job may move, where nothing longer is usual
 * @param overdue how long a tenant may be without a successful backup of that kind; nothing is expected of a kind that is
 *     not in it
 */
public record InsightPolicy(Duration stall, Map<Overdue.Kind, Duration> overdue) {

    public static final InsightPolicy DEFAULT = new InsightPolicy(Duration.ofMinutes(10), Map.of());

    public InsightPolicy {
        if (stall.isNegative() || stall.isZero()) {
            throw new IllegalArgumentException("a job may always rest for a while, not " + stall);
        }
        overdue = Map.copyOf(overdue);
    }

    public InsightPolicy expecting(Overdue.Kind kind, Optional<Duration> limit) {
        Map<Overdue.Kind, Duration> expected = new HashMap<>(overdue);
        limit.ifPresentOrElse(most -> expected.put(kind, most), () -> expected.remove(kind));
        return new InsightPolicy(stall, expected);
    }
}
