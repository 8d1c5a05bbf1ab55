package dev.backupwatch.insight;

import dev.backupwatch.event.Life;
import dev.backupwatch.event.Progress;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.Standstill.Movement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a task that runs.
 *
 * @param start its START_TIMESTAMP: another one is another life
 * @param shown its progress as last told
 */
record TaskMemory(
        Instant start,
        Rest rest,
        Trail trail,
        Totals totals,
        Milestones milestones,
        @Nullable Progress shown) {

    static TaskMemory of(Life life, Row row, Instant seen) {
        Point first = Point.of(seen, row);
        return new TaskMemory(
                life.start(),
                Rest.of(seen, row.status()),
                Trail.from(first),
                Totals.of(seen, row),
                Milestones.from(first),
                null);
    }

    /** @param movement what of the row moved; absent if only other columns changed */
    TaskMemory on(Row row, Instant at, @Nullable Movement movement, boolean isWatched) {
        Point point = Point.of(at, row);
        return new TaskMemory(
                start,
                movement == null ? rest : rest.on(at, movement, row.status(), isWatched),
                trail.on(point),
                totals.on(at, row),
                milestones.on(point),
                shown);
    }

    boolean isButForMilestones(TaskMemory other) {
        return new TaskMemory(start, rest, trail, totals, other.milestones, shown).equals(other);
    }

    TaskMemory resting(Rest next) {
        return new TaskMemory(start, next, trail, totals, milestones, shown);
    }

    TaskMemory showing(@Nullable Progress progress) {
        return new TaskMemory(start, rest, trail, totals, milestones, progress);
    }
}
