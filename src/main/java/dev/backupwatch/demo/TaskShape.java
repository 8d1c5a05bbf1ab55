package dev.backupwatch.demo;

import dev.backupwatch.demo.Tempo.Delay;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** How the counters of a task that completes move over its time, as 4.3.0.1 counts. */
public enum TaskShape {
    /** About as much in any stretch of the data stages as in any other. */
    STEADY,

    /** Nothing for a while, then several files at once. */
    BURSTY {
        @Override
        TaskFiles files(long macroBlocks, Random random) {
            return TaskFiles.draw(macroBlocks, 20, random).inBunches(random);
        }
    },

    /** One big tablet: after half of the time nearly all is done, and the little that is left takes the other half. */
    LONG_TAIL {
        @Override
        TaskFiles files(long macroBlocks, Random random) {
            return TaskFiles.draw(macroBlocks, 40, random).withOneBigTablet(TAIL);
        }

        @Override
        Tempo tempo(Random random) {
            return new Tempo(
                    List.of(new Delay(TaskStage.BACKUP_DATA_MAJOR.share(TAIL), TaskStage.BACKUP_LOG.share(0), 0.85)));
        }
    },

    /** New turns find more to do again and again, and in the end more was written than there was: totals rise. */
    RETRIES {
        @Override
        TaskFiles files(long macroBlocks, Random random) {
            return TaskFiles.drawWithTurns(macroBlocks, 20, random);
        }
    },

    /** Four short ones, in which nothing moves. */
    PAUSES {
        @Override
        Tempo tempo(Random random) {
            List<Delay> delays = new ArrayList<>();
            delays.add(Delay.standstill(TaskStage.BACKUP_DATA_MINOR.share(random.nextDouble()), 0.08));
            for (int third = 0; third < 3; third++) {
                double at = TaskStage.BACKUP_DATA_MAJOR.share((third + random.nextDouble()) / 3);
                delays.add(Delay.standstill(at, 0.05 + 0.05 * random.nextDouble()));
            }
            return new Tempo(delays);
        }
    },

    /** For two fifths of the time nothing moves, in the midst of BACKUP_DATA_MAJOR; then it goes on as before. */
    STALL {
        @Override
        Tempo tempo(Random random) {
            double at = TaskStage.BACKUP_DATA_MAJOR.share(0.3 + 0.4 * random.nextDouble());
            return new Tempo(List.of(Delay.standstill(at, 2.0 / 3)));
        }
    };

    private static final double TAIL = 0.83;

    /**
     * A task from its row's first moment, INIT without a count, to its last, COMPLETED. The same random numbers give
     * the same moments.
     *
     * @param length from the first to the last
     * @param macroBlocks how many there are to back up, of 2 MiB each, as far as is known when the metadata is done
     * @throws IllegalArgumentException when it takes no time, or nothing is to be backed up
     */
    public List<TaskMoment> moments(Duration length, long macroBlocks, Random random) {
        if (length.isNegative() || length.isZero() || macroBlocks < 1) {
            throw new IllegalArgumentException("no task takes " + length + " for " + macroBlocks + " macro blocks");
        }
        Timeline timeline = new Timeline(length, files(macroBlocks, random), tempo(random));
        return Stream.of(TaskStage.values()).flatMap(timeline::moments).toList();
    }

    TaskFiles files(long macroBlocks, Random random) {
        return TaskFiles.draw(macroBlocks, 14, random);
    }

    Tempo tempo(Random random) {
        return Tempo.EVEN;
    }

    private record Timeline(Duration length, TaskFiles files, Tempo tempo) {

        Stream<TaskMoment> moments(TaskStage stage) {
            TaskMoment entered = moment(stage, 0, files.before(stage));
            Stream<TaskMoment> written =
                    files.of(stage).stream().map(file -> moment(stage, file.at(), file.counters()));
            return Stream.concat(Stream.of(entered), written);
        }

        /** The views have microseconds. */
        private TaskMoment moment(TaskStage stage, double passed, TaskCounters counters) {
            long micros = Math.round(length.toNanos() / 1e3 * tempo.at(stage.share(passed)));
            return new TaskMoment(Duration.of(micros, ChronoUnit.MICROS), stage.name(), counters.columns());
        }
    }
}
