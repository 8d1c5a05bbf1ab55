package dev.backupwatch.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.demo.Release;
import dev.backupwatch.demo.TaskMoment;
import dev.backupwatch.demo.TaskShape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What was said of the time left, beside the time that was left: for each shape of a task's run, as two versions count it,
 * in a tenant's first run and after three others. The shapes are the simulator's; of a real OceanBase none is at hand.
 */
class BackTest {

    private static final int RUNS = Integer.getInteger("backtest.runs", 10);
    private static final Set<TaskShape> WELL_BEHAVED = EnumSet.of(TaskShape.STEADY, TaskShape.BURSTY);
    private static final Duration LENGTH = Duration.ofMinutes(30);

    @Test
    void theTruthLiesInTheRangeMostlyAndWhereItCannotBeKnownNothingIsSaid() {
        List<Forecasts> table = new ArrayList<>();
        for (TaskShape shape : TaskShape.values()) {
            for (boolean counts : List.of(true, false)) {
                for (int earlier : List.of(0, 3)) {
                    table.add(played(shape, counts, earlier));
                }
            }
        }
        System.out.println(Forecasts.HEAD);
        table.forEach(row -> System.out.println(row.line()));
        assertThat(table)
                .allSatisfy(row -> assertThat(row.wrong())
                        .as("told and wrong, of all that could be told: %s", row.line())
                        .isLessThanOrEqualTo(0.2));
        assertThat(table)
                .filteredOn(row -> WELL_BEHAVED.contains(row.shape()) && row.isTold())
                .hasSizeGreaterThan(4)
                .allSatisfy(row -> assertThat(row.inside()).as(row.line()).isGreaterThanOrEqualTo(0.8));
    }

    private static Forecasts played(TaskShape shape, boolean counts, int earlier) {
        var forecasts = new Forecasts(shape, counts, earlier);
        for (int run = 0; run < RUNS; run++) {
            var random = new Random(7_000 + run);
            Watched watched = new Watched().withoutNotes();
            watched.poll();
            for (long job = 1; job <= earlier; job++) {
                play(watched, job, moments(shape, counts, random), new Forecasts(shape, counts, earlier));
                watched.pass(Duration.ofHours(20));
            }
            play(watched, earlier + 1, moments(shape, counts, random), forecasts);
        }
        return forecasts;
    }

    /** The same work as last time, but for a little, in about the same time. */
    private static List<TaskMoment> moments(TaskShape shape, boolean counts, Random random) {
        Duration length = Span.scaled(LENGTH, 0.85 + 0.3 * random.nextDouble());
        List<TaskMoment> moments = shape.moments(length, 9_000 + random.nextInt(2_000), random);
        return counts ? moments : Release.V4_2_0.seen(moments, Duration.ofSeconds(30));
    }

    private static void play(Watched watched, long job, List<TaskMoment> moments, Forecasts forecasts) {
        Duration length = moments.get(moments.size() - 1).offset();
        watched.start(1002, job, "FULL");
        int next = 0;
        for (Duration now = Duration.ZERO; now.compareTo(length) < 0; now = now.plusSeconds(5)) {
            while (moments.get(next).offset().compareTo(now) <= 0) {
                show(watched, job, moments.get(next));
                next++;
            }
            watched.poll();
            var task = watched.insights().progress(dev.backupwatch.diff.ScriptedCluster.task(1002, job));
            forecasts.note(now, length, task == null ? null : task.timeLeft());
            watched.pass(Duration.ofSeconds(5));
        }
        watched.cluster.complete(1002, job);
        watched.poll();
    }

    private static void show(Watched watched, long job, TaskMoment moment) {
        watched.cluster.taskStatus(1002, job, moment.status());
        moment.columns().forEach((column, value) -> {
            if (value instanceof Long number && InsightRows.TASK.names().contains(column)) {
                watched.set(1002, job, column, number);
            }
        });
    }
}
