package dev.backupwatch.insight;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** Points of all of a task's run, fewer the longer it takes. */
record Milestones(List<Point> points) {

    private static final int MOST = 40;

    /** So many times less than all may have been done before. */
    private static final int UNWATCHED = 20;

    Milestones {
        points = List.copyOf(points);
    }

    static Milestones from(Point first) {
        return new Milestones(List.of(first));
    }

    Milestones on(Point next) {
        Point last = points.get(points.size() - 1);
        if (next.isBehind(last) || next.at().isBefore(last.at())) {
            return from(next);
        }
        if (!next.isFurtherThan(last)) {
            return points.size() == 1 && last.output() == 0 ? from(next) : this;
        }
        Duration sofar = Duration.between(points.get(0).at(), next.at());
        boolean isSoon =
                Duration.between(last.at(), next.at()).multipliedBy(MOST).compareTo(sofar) < 0;
        if (isSoon) {
            return this;
        }
        List<Point> longer = new ArrayList<>(points.size() < MOST ? points : everySecond());
        longer.add(next);
        return new Milestones(longer);
    }

    /** With the last of all. */
    Milestones endedAt(Point end) {
        List<Point> longer = new ArrayList<>(points);
        if (end.isFurtherThan(points.get(points.size() - 1))) {
            longer.add(end);
        }
        return new Milestones(longer);
    }

    /**
     * What share of the work that was done in all was done when.
     *
     * @param start of the run
     * @param work what of a point counts
     * @return empty if nothing was done, or much of it before it was watched
     */
    Optional<Curve> curve(Instant start, ToLongFunction<Point> work) {
        long all = work.applyAsLong(points.get(points.size() - 1));
        boolean isWatched = work.applyAsLong(points.get(0)) * UNWATCHED < all;
        if (points.size() < 2 || !isWatched) {
            return Optional.empty();
        }
        List<Duration> tenths = new ArrayList<>();
        for (int tenth = 0; tenth <= Curve.TENTHS; tenth++) {
            long done = Math.round(all * tenth / (double) Curve.TENTHS);
            Point reached = points.stream()
                    .filter(point -> work.applyAsLong(point) >= done)
                    .findFirst()
                    .orElseThrow();
            Duration passed = Duration.between(start, reached.at());
            tenths.add(passed.isNegative() ? Duration.ZERO : passed);
        }
        return Optional.of(new Curve(tenths));
    }

    private List<Point> everySecond() {
        return IntStream.range(0, points.size())
                .filter(i -> i % 2 == 0)
                .mapToObj(points::get)
                .toList();
    }
}
