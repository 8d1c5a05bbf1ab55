package dev.backupwatch.diff;

import static dev.backupwatch.diff.ScriptedCluster.job;
import static dev.backupwatch.diff.ScriptedCluster.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Cell;
import dev.backupwatch.event.ColumnChange;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final Duration REGULAR = Duration.ofSeconds(30);

    private final Watching watching = new Watching();
    private final ScriptedCluster cluster = watching.cluster;

    @BeforeEach
    void firstLook() {
        cluster.tenant(1002, "orders");
        watching.poll();
    }

    @Test
    void aJobAndItsTaskThatCameAndWentBetweenTwoPollsAreInferred() {
        cluster.startSysJob(1);
        cluster.startChildJob(1002, 1, 1);
        cluster.startTask(1002, 1, 1);
        cluster.complete(1002, 1);
        cluster.complete(1, 1);

        var polled = watching.pollAfter(REGULAR);
        assertThat(polled.told())
                .containsExactly(
                        "backup/1/1 started inferred",
                        "backup/1002/1 started inferred",
                        "backup/1002/1/tasks/1 started inferred",
                        "backup/1002/1/tasks/1 completed inferred",
                        "backup/1002/1 completed inferred",
                        "backup/1/1 completed inferred");
        assertThat(((RowEvent) polled.events().get(3)).identity().parent()).isEqualTo(new JobKey(TenantId.SYS, 1));
        watching.quietFor(Duration.ofMinutes(2));
    }

    @Test
    void aJobThatFailsInInitWithoutATaskIsTold() {
        cluster.startJob(1002, 1);
        cluster.finish(1002, 1, "FAILED", -4018);

        assertThat(watching.pollAfter(REGULAR).told())
                .containsExactly("backup/1002/1 started inferred", "backup/1002/1 failed inferred");
    }

    @Test
    void aJobThatIsLiveAndInTheHistoryAtItsFirstSightStartsInThisPollAndEndsInTheNext() {
        cluster.startSysJob(1);
        cluster.markEnded(job(1, 1), "COMPLETED", 0);
        cluster.copyToHistory(job(1, 1));

        assertThat(watching.pollAfter(REGULAR).told()).containsExactly("backup/1/1 started live");
        assertThat(watching.told()).containsExactly("backup/1/1 completed history");
        watching.quietFor(Duration.ofMinutes(1));
    }

    @Test
    void aSystemJobInBothViewsEndsOnceAndItsLingeringLiveRowIsSilent() {
        cluster.startSysJob(1);
        cluster.startChildJob(1002, 1, 1);
        watching.poll();
        cluster.markEnded(job(1, 1), "COMPLETED", 0);
        cluster.copyToHistory(job(1, 1));
        cluster.complete(1002, 1);

        assertThat(watching.told()).containsExactly("backup/1002/1 completed history", "backup/1/1 completed history");
        watching.quietFor(Duration.ofSeconds(35));
        cluster.set(job(1, 1), "COMMENT", Cell.of("late"));
        watching.quietFor(Duration.ofSeconds(5));
        cluster.deleteLive(job(1, 1));
        watching.quietFor(Duration.ofMinutes(1));
    }

    @Test
    void aRowThatMovesBetweenTheLiveReadAndTheHistoryReadEndsOnce() {
        cluster.startJob(1002, 1);
        cluster.startTask(1002, 1, 1);
        watching.poll();
        cluster.pass(REGULAR);
        watching.meanwhile(Gap.AFTER_TASKS, () -> cluster.complete(1002, 1));

        assertThat(watching.told())
                .containsExactly("backup/1002/1/tasks/1 completed history", "backup/1002/1 completed history");
        watching.quietFor(Duration.ofMinutes(1));
    }

    @Test
    void aMoveBetweenTheJobsAndTheTasksReadLosesNeither() {
        cluster.startJob(1002, 1);
        cluster.startTask(1002, 1, 1);
        watching.poll();
        watching.meanwhile(Gap.AFTER_JOBS, () -> cluster.complete(1002, 1));

        assertThat(watching.told())
                .containsExactly("backup/1002/1/tasks/1 completed history", "backup/1002/1 completed history");
        watching.quietFor(Duration.ofMinutes(1));
    }

    @Test
    void aMoveBetweenTheJobAndTheTaskHistoryLeavesTheJobForTheNextPoll() {
        cluster.startJob(1002, 1);
        cluster.startTask(1002, 1, 1);
        watching.poll();
        cluster.pass(REGULAR);
        watching.meanwhile(Gap.BETWEEN_PROBES, () -> cluster.complete(1002, 1));

        assertThat(watching.told()).containsExactly("backup/1002/1/tasks/1 completed history");
        assertThat(watching.told()).containsExactly("backup/1002/1 completed history");
        watching.quietFor(Duration.ofMinutes(1));
    }

    @Test
    void aJobIdThatJumpsAsksTheHistoryAtOnce() {
        cluster.startJob(1002, 1);
        watching.poll();
        cluster.startJob(1002, 2);
        cluster.complete(1002, 2);
        cluster.startJob(1002, 3);

        assertThat(watching.told())
                .containsExactly(
                        "backup/1002/2 started inferred",
                        "backup/1002/3 started live",
                        "backup/1002/2 completed inferred");
    }

    @Test
    void aJobThatCameAndWentWhileItsTenantWasHiddenIsInferredOnItsReturn() {
        cluster.startJob(1002, 7);
        watching.poll();
        cluster.hide(1002);
        watching.quietFor(Duration.ofSeconds(3));
        cluster.complete(1002, 7);
        cluster.startJob(1002, 8);
        cluster.startTask(1002, 8, 8);
        cluster.complete(1002, 8);
        cluster.startJob(1002, 9);
        cluster.show(1002);

        assertThat(watching.told())
                .containsExactly(
                        "backup/1002/8 started inferred",
                        "backup/1002/9 started live",
                        "backup/1002/8/tasks/8 started inferred",
                        "backup/1002/8/tasks/8 completed inferred",
                        "backup/1002/7 completed history",
                        "backup/1002/8 completed inferred");
    }

    @Test
    void aLateHistoryRowBelowIdsThatWereReadIsTold() {
        cluster.startJob(1002, 3);
        cluster.startJob(1002, 4);
        Row late = cluster.live(RowKind.JOB).remove(job(1002, 3));
        cluster.complete(1002, 4);
        assertThat(watching.pollAfter(REGULAR).told()).hasSize(2);
        cluster.history(RowKind.JOB).put(BackupRows.ended(late, "COMPLETED", 0, cluster.clock()));

        assertThat(watching.pollAfter(REGULAR).told())
                .containsExactly("backup/1002/3 started inferred", "backup/1002/3 completed inferred");
        watching.quietFor(Duration.ofMinutes(1));
    }

    @Test
    void theLateHistoryRowOfATaskWhoseJobHasEndedKeepsItsParent() {
        cluster.startSysJob(1);
        cluster.startChildJob(1002, 1, 1);
        watching.poll();
        Row late = BackupRows.task(1002, 5, 1, cluster.liveRow(job(1002, 1)).time("START_TIMESTAMP"));
        cluster.complete(1002, 1);
        assertThat(watching.told()).containsExactly("backup/1002/1 completed history");
        cluster.history(RowKind.TASK).put(BackupRows.ended(late, "COMPLETED", 0, cluster.clock()));

        var polled = watching.pollAfter(REGULAR);
        assertThat(polled.told())
                .containsExactly("backup/1002/1/tasks/5 started inferred", "backup/1002/1/tasks/5 completed inferred");
        assertThat(((RowEvent) polled.events().get(1)).identity().parent()).isEqualTo(new JobKey(TenantId.SYS, 1));
    }

    @Test
    void aTaskWhoseJobsEndingWasToldJustBeforeALongOutageKeepsItsParent() {
        cluster.startSysJob(1);
        cluster.startChildJob(1002, 1, 1);
        watching.poll();
        Row late = BackupRows.task(1002, 5, 1, cluster.liveRow(job(1002, 1)).time("START_TIMESTAMP"));
        cluster.complete(1002, 1);
        watching.poll();
        cluster.history(RowKind.TASK).put(BackupRows.ended(late, "COMPLETED", 0, cluster.clock()));

        var polled = watching.pollAfter(Duration.ofHours(1));
        assertThat(((RowEvent) polled.events().get(0)).identity().parent()).isEqualTo(new JobKey(TenantId.SYS, 1));
    }

    @Test
    void anUnknownFinalStatusIsDecidedByTheResult() {
        for (int id = 1; id <= 2; id++) {
            cluster.startJob(1002, id);
        }
        watching.poll();
        cluster.finish(1002, 1, "DONE_SOMEHOW", 0);
        cluster.finish(1002, 2, "DONE_SOMEHOW", -4012);

        assertThat(watching.told()).containsExactly("backup/1002/1 completed history", "backup/1002/2 failed history");
    }

    @Test
    void aCancelledJobIsNoFailureAlthoughItHasAResult() {
        cluster.startJob(1002, 1);
        watching.poll();
        cluster.finish(1002, 1, "CANCELED", -4072);

        assertThat(watching.told()).containsExactly("backup/1002/1 canceled history");
    }

    @Test
    void aTenantHiddenFromThePageThatFollowsTheProbeIsReadLater() {
        cluster.startJob(1002, 1);
        cluster.complete(1002, 1);
        cluster.pass(REGULAR);
        watching.meanwhile(Gap.AFTER_PROBES, () -> cluster.hide(1002));
        assertThat(watching.told()).isEmpty();
        cluster.show(1002);

        assertThat(watching.pollAfter(REGULAR).told())
                .containsExactly("backup/1002/1 started inferred", "backup/1002/1 completed inferred");
        watching.quietFor(Duration.ofMinutes(2));
    }

    @Test
    void anIncompleteNumberOfColumnsInTheTaskHistoryIsNoChange() {
        cluster.startJob(1002, 1);
        cluster.startTask(1002, 1, 1);
        cluster.live(RowKind.TASK)
                .put(BackupRows.widened(cluster.liveRow(task(1002, 1)), "DATA_PROGRESS", Cell.of("42.00")));
        watching.poll();
        Instant start = cluster.liveRow(job(1002, 1)).time("START_TIMESTAMP");
        cluster.live(RowKind.TASK).put(BackupRows.task(1002, 1, 1, start));
        cluster.complete(1002, 1);

        var ending = (RowEvent) watching.poll().events().get(0);
        assertThat(ending.changed())
                .extracting(ColumnChange::column)
                .containsExactlyInAnyOrder("END_TIMESTAMP", "STATUS");
    }

    /** The two history views have no common snapshot: a tenant may be hidden from one of them for long. */
    @Test
    void aTaskWhoseHistoryStaysOutOfSightLongAfterItsJobsEndingKeepsItsParent() {
        cluster.startSysJob(1);
        cluster.startChildJob(1002, 1, 1);
        watching.poll();
        cluster.startTask(1002, 1, 1);
        cluster.complete(1002, 1);
        assertThat(hiddenFromTheTaskHistory(Duration.ofSeconds(1))).containsExactly("backup/1002/1 completed history");
        for (int minute = 0; minute < 15; minute++) {
            assertThat(hiddenFromTheTaskHistory(Duration.ofMinutes(1))).isEmpty();
        }

        var late = watching.pollAfter(Duration.ofMinutes(1));
        assertThat(late.told())
                .containsExactly("backup/1002/1/tasks/1 started inferred", "backup/1002/1/tasks/1 completed inferred");
        var event = (RowEvent) late.events().get(0);
        assertThat(event.identity().parent()).isEqualTo(new JobKey(TenantId.SYS, 1));
    }

    private List<String> hiddenFromTheTaskHistory(Duration after) {
        cluster.pass(after);
        List<String> told = watching.poll(gap -> {
                    if (gap == Gap.BETWEEN_PROBES) {
                        cluster.hide(1002);
                    }
                    if (gap == Gap.AFTER_PROBES) {
                        cluster.show(1002);
                    }
                })
                .told();
        return told;
    }
}
