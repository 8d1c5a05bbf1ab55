package dev.backupwatch.insight;

import dev.backupwatch.event.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToLongFunction;

/** What a task had done at a moment of the database's clock. */
record Point(Instant at, long output, long input, long blocks) {

    static Point of(Instant at, Row task) {
        return new Point(
                at,
                task.numberOr("OUTPUT_BYTES", 0),
                task.numberOr("INPUT_BYTES", 0),
                task.numberOr("FINISH_MACRO_BLOCK_COUNT", 0));
    }

    boolean isFurtherThan(Point other) {
        return output > other.output || input > other.input || blocks > other.blocks;
    }

    /** OceanBase may count anew. */
    boolean isBehind(Point other) {
        return output < other.output || input < other.input || blocks < other.blocks;
    }

    /** In a second, on average since then; 0 if no time has passed. */
    static double rate(Point from, Point to, Instant now, ToLongFunction<Point> counter) {
        double seconds = Duration.between(from.at(), now).toNanos() / 1e9;
        return seconds <= 0 ? 0 : (counter.applyAsLong(to) - counter.applyAsLong(from)) / seconds;
    }
}
