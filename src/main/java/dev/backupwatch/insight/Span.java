package dev.backupwatch.insight;

import java.time.Duration;

/** Between what and what something is expected. */
record Span(Duration low, Duration high) {

    static Span of(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? new Span(one, other) : new Span(other, one);
    }

    Span and(Span other) {
        return new Span(low.compareTo(other.low) <= 0 ? low : other.low, longer(high, other.high));
    }

    Span plus(Span other) {
        return new Span(low.plus(other.low), high.plus(other.high));
    }

    Span widened(double down, double up) {
        return new Span(scaled(low, down), scaled(high, up));
    }

    static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    static Duration scaled(Duration duration, double factor) {
        return Duration.ofNanos(Math.round(duration.toNanos() * factor));
    }

    static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
