package dev.backupwatch.event;

import java.time.Duration;

/** Between what and what the time until the end is expected: a range, for nobody knows better. */
public record TimeLeft(Duration low, Duration high) {

    public TimeLeft {
        if (low.isNegative() || low.compareTo(high) > 0) {
            throw new IllegalArgumentException("no range of times: %s to %s".formatted(low, high));
        }
    }
}
