package dev.backupwatch.insight;

import dev.backupwatch.event.Speed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a task's trail, as it looks now.
 *
 * @param points at least three
 */
record Window(List<Point> points, Instant now) {

    private static final double SECOND = 1e9;

    /** So many times the longest rest between two jumps is a rest of another kind. */
    private static final int FAR_LONGER = 4;

    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(1);

    /** Whether it has rested for so long that what was before says nothing about now. */
    boolean isSilent() {
        return sinceLast().compareTo(Span.longer(LONG, longestGap().multipliedBy(FAR_LONGER))) > 0;
    }

    /** Whether the jumps come so evenly that they may be expected to go on like this. */
    boolean isEven() {
        return longestGap().compareTo(Span.longer(SHORT, medianGap().multipliedBy(FAR_LONGER))) <= 0;
    }

    Speed speed() {
        return isSilent() ? Speed.UNKNOWN : new Speed(rounded(Point::output), rounded(Point::input));
    }

    /** Of what is counted, in a second. */
    double rate(ToLongFunction<Point> counter) {
        long counted = counter.applyAsLong(last()) - counter.applyAsLong(first());
        return counted * SECOND / Math.max(1, span().toNanos());
    }

    private @Nullable Long rounded(ToLongFunction<Point> counter) {
        double rate = rate(counter);
        return rate > 0 ? Math.round(rate) : null;
    }

    /** From jump to jump; the rest after the last one counts where it is longer than is usual between two. */
    private Duration span() {
        boolean isOverdue = sinceLast().compareTo(longestGap().multipliedBy(2)) > 0;
        return Duration.between(first().at(), isOverdue ? now : last().at());
    }

    private Duration sinceLast() {
        return Duration.between(last().at(), now);
    }

    private Duration longestGap() {
        return gaps().get(points.size() - 2);
    }

    private Duration medianGap() {
        return gaps().get((points.size() - 1) / 2);
    }

    private List<Duration> gaps() {
        return IntStream.range(1, points.size())
                .mapToObj(i ->
                        Duration.between(points.get(i - 1).at(), points.get(i).at()))
                .sorted()
                .toList();
    }

    private Point first() {
        return points.get(0);
    }

    private Point last() {
        return points.get(points.size() - 1);
    }
}
