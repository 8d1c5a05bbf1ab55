package dev.backupwatch.insight;

import dev.backupwatch.event.Row;
import java.time.Instant;

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
}
