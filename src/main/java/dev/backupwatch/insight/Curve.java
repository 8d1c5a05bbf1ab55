package dev.backupwatch.insight;

import java.time.Duration;
import java.util.List;

/**
 * How one run got on.
 *
 * @param tenths since the run's start: when the work began, and when each tenth of it was done; eleven moments
 */
record Curve(List<Duration> tenths) {

    static final int TENTHS = 10;

    Curve {
        tenths = List.copyOf(tenths);
        if (tenths.size() != TENTHS + 1) {
            throw new IllegalArgumentException("a curve has eleven moments, not " + tenths.size());
        }
    }

    /**
     * When that share of the work was done, since the run's start.
     *
     * @param share 0 to 1
     */
    Duration at(double share) {
        double place = Math.max(0, Math.min(1, share)) * TENTHS;
        int below = (int) Math.min(TENTHS - 1, Math.floor(place));
        Duration from = tenths.get(below);
        Duration step = tenths.get(below + 1).minus(from);
        return from.plusNanos(Math.round(step.toNanos() * (place - below)));
    }
}
