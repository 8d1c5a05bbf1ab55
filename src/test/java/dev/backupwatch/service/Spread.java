package dev.backupwatch.service;

import java.time.Duration;
import java.util.List;

/** Of some measured times, how they are told. */
record Spread(Duration median, Duration longest) {

    static Spread of(List<Duration> times) {
        List<Duration> sorted = times.stream().sorted().toList();
        return new Spread(sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }

    @Override
    public String toString() {
        return "%d ms (median), at most %d ms".formatted(median.toMillis(), longest.toMillis());
    }
}
