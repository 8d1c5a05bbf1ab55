package dev.backupwatch.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Severity;
import dev.backupwatch.event.Standstill;
import dev.backupwatch.event.Standstill.Movement;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StallTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration STALL = Duration.ofMinutes(10);
    private static final String STALLED = "job.stalled backup/1002/1";
    private static final String RESUMED = "job.resumed backup/1002/1";

    private final Watched watched = new Watched();

    @BeforeEach
    void begin() {
        watched.poll();
    }

    @Test
    void aJobIsStalledWhenNothingOfItHasMovedForTheStallTimeAndNotAMomentEarlier() {
        runsInto("BACKUP_DATA_MAJOR");
        Instant moved = watched.cluster.clock();
        assertThat(watched.pollAfter(STALL.minusNanos(1000))).isEmpty();
        assertThat(watched.pollAfter(Duration.ofNanos(1000))).containsExactly(STALLED);

        var event = watched.jobEvent("job.stalled");
        assertThat(event.severity()).isEqualTo(Severity.WARNING);
        assertThat(event.standstill())
                .isEqualTo(new Standstill(
                        moved,
                        new Movement(watched.cluster.tasksOf(1002, 1).get(0), "STATUS"),
                        "BACKUP_DATA_MAJOR",
                        STALL,
                        null,
                        null));
        assertThat(watched.insights().standstill(Watched.job(1002, 1))).isEqualTo(event.standstill());
    }

    @Test
    void aStallIsToldOnceHoweverLongItLasts() {
        runsInto("BACKUP_DATA_MAJOR");
        assertThat(watched.pollFor(Duration.ofHours(3), MINUTE)).containsExactly(STALLED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INPUT_BYTES",
                "OUTPUT_BYTES",
                "TABLET_COUNT",
                "FINISH_TABLET_COUNT",
                "MACRO_BLOCK_COUNT",
                "FINISH_MACRO_BLOCK_COUNT"
            })
    void anyCounterThatMovesKeepsAJobFromBeingStalled(String counter) {
        runsInto("BACKUP_DATA_MAJOR");
        for (int i = 1; i < 30; i++) {
            watched.set(1002, 1, counter, i);
            assertThat(watched.pollAfter(STALL.minus(SECOND))).doesNotContain(STALLED);
        }
    }

    @Test
    void aCommentIsNoMovement() {
        runsInto("BACKUP_DATA_MAJOR");
        watched.pollAfter(STALL.minus(SECOND));
        watched.cluster.setJob(1002, 1, "COMMENT", dev.backupwatch.event.Cell.of("a retry"));
        assertThat(watched.pollAfter(SECOND)).containsExactly(STALLED);
    }

    @Test
    void whatMovesAgainIsToldOnceWithTheEvidence() {
        runsInto("BACKUP_DATA_MAJOR");
        watched.pollAfter(STALL);
        watched.blocks(1002, 1, 5, 100);
        assertThat(watched.pollAfter(MINUTE)).contains(RESUMED);
        Standstill evidence =
                Objects.requireNonNull(watched.jobEvent("job.resumed").standstill());
        assertThat(evidence.moved()).isEqualTo(watched.cluster.clock());
        assertThat(Duration.between(evidence.lastMoved(), Objects.requireNonNull(evidence.moved())))
                .isEqualTo(STALL.plus(MINUTE));
        assertThat(watched.insights().standstill(Watched.job(1002, 1))).isNull();
        assertThat(watched.pollAfter(MINUTE)).isEmpty();
    }

    @Test
    void aJobThatMovesEveryTwelveMinutesIsToldInOnePairOfEvents() {
        runsInto("BACKUP_DATA_MAJOR");
        var told = new java.util.ArrayList<String>();
        for (int i = 1; i < 20; i++) {
            told.addAll(watched.pollFor(Duration.ofMinutes(12), MINUTE));
            watched.set(1002, 1, "OUTPUT_BYTES", i);
        }
        assertThat(told).filteredOn(STALLED::equals).hasSize(1);
        assertThat(told).filteredOn(RESUMED::equals).hasSize(1);
    }

    @Test
    void whereEarlierRunsRestedLongInTheSamePhaseItTakesFiveTimesThat() {
        watched.start(1002, 1, "FULL");
        watched.poll();
        watched.cluster.taskStatus(1002, 1, "BACKUP_LOG");
        watched.pollAfter(SECOND);
        watched.set(1002, 1, "OUTPUT_BYTES", 1);
        watched.pollFor(Duration.ofMinutes(5), MINUTE);
        watched.cluster.complete(1002, 1);
        watched.poll();

        watched.start(1002, 2, "FULL");
        watched.poll();
        watched.cluster.taskStatus(1002, 2, "BACKUP_LOG");
        watched.pollAfter(SECOND);
        assertThat(watched.pollFor(Duration.ofMinutes(19), MINUTE)).isEmpty();
        assertThat(watched.pollAfter(MINUTE)).containsExactly("job.stalled backup/1002/2");
        Standstill evidence =
                Objects.requireNonNull(watched.jobEvent("job.stalled").standstill());
        assertThat(evidence.usual()).isEqualTo(Duration.ofMinutes(4));
        assertThat(evidence.patience()).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void aPauseThatNobodyWatchedIsNotTakenForAUsualOne() {
        watched.start(1002, 1, "FULL");
        watched.poll();
        watched.pollInVain();
        watched.pass(Duration.ofHours(9));
        watched.cluster.complete(1002, 1);
        watched.poll();

        watched.start(1002, 2, "FULL");
        watched.poll();
        assertThat(watched.pollAfter(STALL)).containsExactly("job.stalled backup/1002/2");
    }

    @Test
    void aStallThatWasToldIsNotTakenForAUsualPauseByTheNextRun() {
        watched.start(1002, 1, "FULL");
        watched.poll();
        assertThat(watched.pollFor(Duration.ofHours(9), MINUTE)).containsExactly(STALLED);
        watched.cluster.complete(1002, 1);
        watched.poll();

        watched.start(1002, 2, "FULL");
        watched.poll();
        assertThat(watched.pollAfter(STALL)).containsExactly("job.stalled backup/1002/2");
    }

    @Test
    void nothingStallsWhilePollsAreIncompleteAndAMovementMeanwhileCounts() {
        runsInto("BACKUP_DATA_MAJOR");
        watched.pass(Duration.ofHours(1));
        watched.pollInVain();
        assertThat(watched.pollOnly(1002)).isEmpty();
        watched.set(1002, 1, "OUTPUT_BYTES", 7);
        assertThat(watched.poll()).doesNotContain(STALLED);
    }

    @Test
    void aJobWhoseRowsAreHiddenIsNotJudged() {
        runsInto("BACKUP_DATA_MAJOR");
        watched.cluster.hide(1002);
        assertThat(watched.pollFor(Duration.ofMinutes(9), MINUTE)).isEmpty();
        watched.cluster.tenant(1002, "orders", "DROPPING");
        assertThat(watched.pollFor(Duration.ofMinutes(20), MINUTE)).isEmpty();
        watched.cluster.tenant(1002, "orders");
        watched.cluster.show(1002);
        assertThat(watched.pollAfter(MINUTE)).containsExactly(STALLED);
    }

    @Test
    void aCancelThatHangsIsAStall() {
        runsInto("BACKUP_DATA_MAJOR");
        watched.cluster.jobStatus(1002, 1, "CANCELING");
        watched.cluster.taskStatus(1002, 1, "CANCELING");
        watched.poll();
        assertThat(watched.pollAfter(STALL)).containsExactly(STALLED);
        assertThat(Objects.requireNonNull(watched.jobEvent("job.stalled").standstill())
                        .phase())
                .isEqualTo("CANCELING");
    }

    @Test
    void aJobThatNeverGetsATaskIsAStall() {
        watched.startJobAlone(1002, 1);
        watched.poll();
        assertThat(watched.pollAfter(STALL)).containsExactly(STALLED);
    }

    @Test
    void aParentThatWaitsForNothingIsAStallAndOneThatWaitsForATenantIsNot() {
        watched.startClusterJob(1, "1002");
        watched.startChild(1002, 1, 1);
        watched.poll();
        assertThat(watched.pollFor(STALL, MINUTE)).containsExactly(STALLED);
        watched.cluster.complete(1002, 1);
        assertThat(watched.pollAfter(SECOND)).containsExactly("job.progressed backup/1/1");
        assertThat(watched.pollAfter(STALL.minus(SECOND))).isEmpty();
        assertThat(watched.pollAfter(SECOND)).containsExactly("job.stalled backup/1/1");
    }

    @Test
    void aTaskThatBeganAndThenRestedIsWhatMovedLast() {
        watched.startJobAlone(1002, 1);
        watched.poll();
        watched.startTaskOf(1002, 1);
        watched.pollAfter(SECOND);
        watched.pollAfter(STALL);
        Standstill evidence =
                Objects.requireNonNull(watched.jobEvent("job.stalled").standstill());
        assertThat(evidence.what())
                .isEqualTo(new Movement(watched.cluster.tasksOf(1002, 1).get(0), "STATUS"));
    }

    @Test
    void anEndingClosesAStallByItself() {
        runsInto("BACKUP_DATA_MAJOR");
        watched.pollAfter(STALL);
        watched.cluster.complete(1002, 1);
        assertThat(watched.pollAfter(SECOND)).isEmpty();
    }

    @Test
    void aRestartTellsNoStallTwiceAndForgetsNone() {
        runsInto("BACKUP_DATA_MAJOR");
        watched.pollAfter(STALL.minus(SECOND));
        watched.restart();
        assertThat(watched.pollAfter(SECOND)).containsExactly(STALLED);
        watched.restart();
        assertThat(watched.pollAfter(Duration.ofHours(1))).isEmpty();
        watched.restart();
        watched.set(1002, 1, "OUTPUT_BYTES", 7);
        assertThat(watched.pollAfter(SECOND)).contains(RESUMED);
    }

    @Test
    void aDatabaseClockThatIsSetBackMakesNothingStall() {
        runsInto("BACKUP_DATA_MAJOR");
        watched.pass(Duration.ofHours(-2));
        assertThat(watched.poll()).isEmpty();
        watched.set(1002, 1, "OUTPUT_BYTES", 7);
        assertThat(watched.pollAfter(SECOND)).doesNotContain(STALLED);
        assertThat(watched.pollAfter(STALL)).containsExactly(STALLED);
    }

    private void runsInto(String phase) {
        watched.start(1002, 1, "FULL");
        watched.poll();
        watched.cluster.taskStatus(1002, 1, phase);
        watched.pollAfter(SECOND);
    }
}
