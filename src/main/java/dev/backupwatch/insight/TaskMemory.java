package dev.backupwatch.insight;

import dev.backupwatch.event.Life;
import dev.backupwatch.event.Progress;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.Standstill.Movement;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a task that runs.
 *
 * @param start its START_TIMESTAMP: another one is another life
 * @param entered where its present phase began, or where it was first seen in it
 * @param shown its progress as last told
 */
record TaskMemory(
        Instant start,
        Point entered,
        Rest rest,
        Trail trail,
        Totals totals,
        Milestones milestones,
        @Nullable Progress shown) {

    /** Where not even the jumps are known: the scheduler sums up every 30 s. */
    private static final Duration FEW_PASSES = Duration.ofMinutes(2);

    static TaskMemory of(Life life, Row row, Instant seen) {
        Point first = Point.of(seen, row);
        return new TaskMemory(
                life.start(),
                first,
                Rest.of(seen, row.status()),
                Trail.from(first),
                Totals.of(seen, row),
                Milestones.from(first),
                null);
    }

    /** @param movement what of the row moved; absent if only other columns changed */
    TaskMemory on(Row row, Instant at, @Nullable Movement movement, boolean isWatched) {
        Point point = Point.of(at, row);
        boolean isNewPhase = !row.status().equals(rest.phase());
        return new TaskMemory(
                start,
                isNewPhase || point.isBehind(entered) || at.isBefore(entered.at()) ? point : entered,
                movement == null ? rest : rest.on(at, movement, row.status(), isWatched),
                trail.on(point),
                totals.on(at, row),
                milestones.on(point),
                shown);
    }

    /** Whether it has rested for so long that what was said of its speed does not hold any more. */
    boolean isSilent(Instant now) {
        return trail.window(now)
                .map(Window::isSilent)
                .orElseGet(() -> Duration.between(rest.moved(), now).compareTo(FEW_PASSES) > 0);
    }

    boolean isButForMilestones(TaskMemory other) {
        return new TaskMemory(start, entered, rest, trail, totals, other.milestones, shown).equals(other);
    }

    TaskMemory resting(Rest next) {
        return new TaskMemory(start, entered, next, trail, totals, milestones, shown);
    }

    TaskMemory showing(@Nullable Progress progress) {
        return new TaskMemory(start, entered, rest, trail, totals, milestones, progress);
    }
}
