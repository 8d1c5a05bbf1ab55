package dev.backupwatch.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.diff.ScriptedCluster;
import dev.backupwatch.event.Progress;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.Speed;
import dev.backupwatch.event.Work;
import dev.backupwatch.event.Work.Basis;
import dev.backupwatch.event.Work.Unit;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TEN = Duration.ofSeconds(10);
    private static final String JOB_PROGRESSED = "job.progressed backup/1002/1";

    private final Watched watched = new Watched();

    @BeforeEach
    void begin() {
        watched.poll();
        watched.start(1002, 1, "FULL");
        watched.pollAfter(SECOND);
    }

    @Test
    void whereLessIsFinishedThanThereIsTheBlocksAreTheMeasure() {
        watched.blocks(1002, 1, 420, 1000);
        assertThat(watched.pollAfter(SECOND)).containsExactly(JOB_PROGRESSED);
        assertThat(workOfTask()).isEqualTo(new Work(Unit.MACRO_BLOCKS, 420, 1000L, 42.0, Basis.COUNTED, null));
        assertThat(Objects.requireNonNull(watched.jobEvent("job.progressed").progress())
                        .work())
                .isEqualTo(workOfTask());
        RowEvent told = watched.rowEvent("backup/1002/1/tasks/1");
        assertThat(Objects.requireNonNull(told.insight().progress()).work()).isEqualTo(workOfTask());
    }

    @Test
    void inTheMetadataStagesNothingIsSaid() {
        watched.cluster.taskStatus(1002, 1, "BACKUP_SYS_META");
        assertThat(watched.pollAfter(SECOND)).isEmpty();
        assertThat(progressOfTask()).isNull();
        assertThat(watched.rowEvent("backup/1002/1/tasks/1").insight().progress())
                .isNull();
    }

    @Test
    void totalsThatAlwaysEqualWhatIsFinishedAreNoTotals() {
        for (int step = 1; step < 5; step++) {
            watched.blocks(1002, 1, step * 100L, step * 100L);
            watched.pollAfter(TEN);
            assertThat(workOfTask())
                    .isEqualTo(new Work(Unit.BYTES, (step * 100L) << 20, null, null, Basis.COUNTED, null));
        }
    }

    @Test
    void withoutTotalsTheLastSuccessfulBackupOfTheSameTypeIsTheMeasureAndSaysSo() {
        watched.blocks(1002, 1, 1000, 1000);
        watched.pollAfter(SECOND);
        watched.cluster.complete(1002, 1);
        watched.pollAfter(SECOND);
        watched.start(1002, 2, "FULL");
        watched.start(1002, 3, "INC");
        watched.blocks(1002, 2, 250, 250);
        watched.blocks(1002, 3, 250, 250);
        watched.pollAfter(SECOND);
        assertThat(work(2)).isEqualTo(new Work(Unit.BYTES, 250L << 20, 1000L << 20, 25.0, Basis.PREVIOUS, null));
        assertThat(work(3).total()).as("of another type there is none").isNull();

        watched.blocks(1002, 2, 1001, 1001);
        watched.pollAfter(SECOND);
        assertThat(work(2).percent())
                .as("more than last time: nobody knows how much")
                .isNull();
    }

    @Test
    void moreThanThereIsIsNotYetAllOfIt() {
        watched.blocks(1002, 1, 10, 1000);
        watched.pollAfter(SECOND);
        watched.blocks(1002, 1, 1010, 1000);
        watched.pollAfter(SECOND);
        assertThat(workOfTask().percent()).isEqualTo(99.99);
    }

    @Test
    void aTotalThatIsRaisedLetsThePercentageFall() {
        watched.blocks(1002, 1, 500, 1000);
        watched.pollAfter(SECOND);
        watched.blocks(1002, 1, 500, 2000);
        assertThat(watched.pollAfter(SECOND)).containsExactly(JOB_PROGRESSED);
        assertThat(workOfTask().percent()).isEqualTo(25.0);
    }

    @Test
    void theSpeedIsWhatTheDatabasesClockSawFromJumpToJump() {
        watched.cluster.taskStatus(1002, 1, "BACKUP_DATA_MAJOR");
        watched.pollAfter(SECOND);
        for (int step = 1; step <= 8; step++) {
            watched.blocks(1002, 1, step * 40L, 1000);
            watched.pollAfter(TEN);
        }
        assertThat(Objects.requireNonNull(progressOfTask()).speed()).isEqualTo(new Speed(4L << 20, 8L << 20));
    }

    @Test
    void jumpsOfWholeFilesAreSmoothed() {
        watched.cluster.taskStatus(1002, 1, "BACKUP_DATA_MAJOR");
        watched.pollAfter(SECOND);
        long files = 0;
        for (int second = 1; second <= 600; second++) {
            if (second % 60 == 0) {
                files++;
            }
            watched.blocks(1002, 1, files * 4096, 100_000);
            watched.pollAfter(SECOND);
        }
        Long speed = Objects.requireNonNull(progressOfTask()).speed().outputBytesPerSecond();
        assertThat(speed).isEqualTo((4096L << 20) / 60);
    }

    @Test
    void whereNothingHasMovedForLongSpeedAndTimeLeftAreTakenBackOnce() {
        runAtAnEvenPace();
        assertThat(Objects.requireNonNull(progressOfTask()).timeLeft()).isNotNull();
        assertThat(watched.pollFor(Duration.ofMinutes(5), TEN)).containsExactly(JOB_PROGRESSED);
        Progress atRest = Objects.requireNonNull(progressOfTask());
        assertThat(atRest.timeLeft()).isNull();
        assertThat(atRest.speed()).isEqualTo(Speed.UNKNOWN);
        assertThat(atRest.work().finished()).isEqualTo(400);
    }

    @Test
    void countersThatBeginAnewGiveNoNegativeSpeed() {
        runAtAnEvenPace();
        watched.blocks(1002, 1, 10, 1000);
        watched.pollAfter(TEN);
        assertThat(Objects.requireNonNull(progressOfTask()).speed()).isEqualTo(Speed.UNKNOWN);
    }

    @Test
    void aQuietPollTellsNothingAndChangesNothing() {
        runAtAnEvenPace();
        Insights before = watched.insights();
        assertThat(watched.pollAfter(SECOND)).isEmpty();
        assertThat(InsightNotes.between(before, watched.insights()).put()).isEmpty();
    }

    @Test
    void anIncompletePollChangesNothingThatIsNoted() {
        runAtAnEvenPace();
        Insights before = watched.insights();
        watched.pass(Duration.ofHours(2));
        watched.pollInVain();
        assertThat(InsightNotes.between(before, watched.insights()).put()).isEmpty();
        assertThat(InsightNotes.between(before, watched.insights()).removed()).isEmpty();
    }

    @Test
    void afterARestartTheSameIsSaidOfTheSameRows() {
        runAtAnEvenPace();
        watched.restart();
        Progress before = Objects.requireNonNull(progressOfTask());
        watched.blocks(1002, 1, 440, 1000);
        watched.pollAfter(TEN);
        assertThat(Objects.requireNonNull(progressOfTask()).speed()).isEqualTo(before.speed());
    }

    private void runAtAnEvenPace() {
        watched.cluster.taskStatus(1002, 1, "BACKUP_DATA_MAJOR");
        watched.pollAfter(SECOND);
        for (int step = 1; step <= 10; step++) {
            watched.blocks(1002, 1, step * 40L, 1000);
            watched.pollAfter(TEN);
        }
    }

    private @Nullable Progress progressOfTask() {
        return watched.insights().progress(ScriptedCluster.task(1002, 1));
    }

    private Work workOfTask() {
        return work(1);
    }

    private Work work(long task) {
        return Objects.requireNonNull(watched.insights().progress(ScriptedCluster.task(1002, task)))
                .work();
    }
}
