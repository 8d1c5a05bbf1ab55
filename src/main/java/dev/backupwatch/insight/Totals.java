package dev.backupwatch.insight;

import dev.backupwatch.event.Row;
import java.time.Instant;

/**
 * What is known of a task's MACRO_BLOCK_COUNT. In 4.2.0 and 4.2.1 it always equals what is finished, which is told by the
 * numbers and not by the version, for nobody knows which patch sets that right.
 *
 * @param areReal whether less was ever seen finished than there is
 * @param held since when the total is what it is
 * @param raises how often it rose after work on it had begun
 */
record Totals(long total, boolean areReal, Instant held, int raises) {

    static Totals of(Instant at, Row task) {
        long total = total(task);
        return new Totals(total, finished(task) < total, at, 0);
    }

    Totals on(Instant at, Row task) {
        long now = total(task);
        boolean isRaised = areReal && now > total && total > 0 && finished(task) > 0;
        return new Totals(
                now, areReal || finished(task) < now, now == total ? held : at, isRaised ? raises + 1 : raises);
    }

    static long total(Row task) {
        return task.numberOr("MACRO_BLOCK_COUNT", 0);
    }

    static long finished(Row task) {
        return task.numberOr("FINISH_MACRO_BLOCK_COUNT", 0);
    }
}
