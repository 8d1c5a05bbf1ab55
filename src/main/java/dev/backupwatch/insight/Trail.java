package dev.backupwatch.insight;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The newest points at which a task was seen to be further than before. Counters jump, in some versions once a finished
 * file and in others once a pass of the scheduler, so how far back one must look to know the speed differs.
 */
record Trail(List<Point> points) {

    private static final int MOST = 13;

    /** Closer points are one, so that few of them reach back far enough. */
    private static final Duration APART = Duration.ofSeconds(5);

    private static final Duration LEAST_WINDOW = Duration.ofMinutes(1);
    private static final int LEAST_JUMPS = 4;

    Trail {
        points = List.copyOf(points);
    }

    static Trail from(Point first) {
        return new Trail(List.of(first));
    }

    Trail on(Point next) {
        Point last = last();
        if (next.isBehind(last) || next.at().isBefore(last.at())) {
            return from(next);
        }
        if (!next.isFurtherThan(last)) {
            // Before anything is written no time of writing has passed.
            return points.size() == 1 && last.output() == 0 ? from(next) : this;
        }
        List<Point> longer = new ArrayList<>(points);
        if (points.size() > 1 && isClose(points.get(points.size() - 2), next)) {
            longer.remove(longer.size() - 1);
        }
        longer.add(next);
        return new Trail(longer.subList(Math.max(0, longer.size() - MOST), longer.size()));
    }

    Point last() {
        return points.get(points.size() - 1);
    }

    /** The points to tell the speed from; empty while there are too few. */
    Optional<Window> window(Instant now) {
        int first = points.size() - 1;
        while (first > 0 && isTooNarrow(first)) {
            first--;
        }
        List<Point> seen = points.subList(first, points.size());
        return seen.size() > 2 ? Optional.of(new Window(seen, now)) : Optional.empty();
    }

    /** What of it came after that. */
    Trail since(Point moment) {
        List<Point> later = new ArrayList<>();
        later.add(moment);
        points.stream().filter(point -> point.at().isAfter(moment.at())).forEach(later::add);
        return new Trail(later);
    }

    private boolean isTooNarrow(int first) {
        return points.size() - 1 - first < LEAST_JUMPS
                || Duration.between(points.get(first).at(), last().at()).compareTo(LEAST_WINDOW) < 0;
    }

    private static boolean isClose(Point earlier, Point later) {
        return Duration.between(earlier.at(), later.at()).compareTo(APART) < 0;
    }
}
