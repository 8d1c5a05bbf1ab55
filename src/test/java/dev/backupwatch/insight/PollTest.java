package dev.backupwatch.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.diff.ScriptedCluster;
import dev.backupwatch.event.Cell;
import dev.backupwatch.event.Progress;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.Speed;
import dev.backupwatch.event.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one poll tells and touches beside its rows. */
class PollTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TEN = Duration.ofSeconds(10);
    private static final RowKey ORDERS = RowKey.tenant(new TenantId(1002));
    private static final RowKey BILLING = RowKey.tenant(new TenantId(1004));
    private static final String JOB = "job.progressed backup/1002/1";

    private final Watched watched = new Watched();

    @BeforeEach
    void begin() {
        watched.poll();
    }

    @Test
    void whatAJobsOwnEventTellsIsNotToldAgain() {
        watched.start(1002, 1, "FULL");
        watched.blocks(1002, 1, 100, 1000);
        assertThat(watched.pollAfter(SECOND)).isEmpty();
        watched.blocks(1002, 1, 420, 1000);
        watched.cluster.jobStatus(1002, 1, "BACKUP_DATA");
        assertThat(watched.pollAfter(SECOND)).isEmpty();
        Progress told = Objects.requireNonNull(
                watched.rowEvent("backup/1002/1").insight().progress());
        assertThat(told.work().percent()).isEqualTo(42.0);
        assertThat(watched.insights().progress(Watched.job(1002, 1))).isEqualTo(told);
    }

    @Test
    void aRowThatLeavesSaysNoMoreOfItsProgress() {
        watched.start(1002, 1, "FULL");
        watched.blocks(1002, 1, 100, 1000);
        watched.pollAfter(SECOND);
        watched.cluster.complete(1002, 1);
        watched.pollAfter(SECOND);
        assertThat(watched.rowEvent("backup/1002/1").insight().progress()).isNull();
        assertThat(watched.insights().progress(Watched.job(1002, 1))).isNull();
        assertThat(watched.insights().progress(ScriptedCluster.task(1002, 1))).isNull();
    }

    @Test
    void whereNoMoreIsDoneNothingIsTold() {
        watched.start(1002, 1, "FULL");
        watched.blocks(1002, 1, 100, 1000);
        watched.pollAfter(SECOND);
        watched.cluster.taskStatus(1002, 1, "BACKUP_DATA_MAJOR");
        assertThat(watched.pollAfter(SECOND)).isEmpty();
        watched.set(1002, 1, "FINISH_TABLET_COUNT", 7);
        assertThat(watched.pollAfter(SECOND)).isEmpty();
    }

    @Test
    void ofTwoTasksTheNewerOneIsTheJobsProgress() {
        watched.start(1002, 1, "FULL");
        watched.blocks(1002, 1, 100, 1000);
        watched.pollAfter(SECOND);
        startAnotherTask();
        watched.blocks(1002, 1, 200, 1000);
        watched.blocks(1002, 2, 700, 1000);
        assertThat(watched.pollAfter(SECOND)).containsExactly(JOB);
        assertThat(watched.insights().progress(Watched.job(1002, 1)))
                .isEqualTo(watched.insights().progress(ScriptedCluster.task(1002, 2)));
    }

    @Test
    void tenantsJobsAreToldBeforeTheClusterJobAboveThem() {
        watched.startClusterJob(1, "1002,1004");
        watched.startChild(1002, 1, 1);
        watched.startChild(1004, 1, 1);
        watched.start(1002, 2, "FULL");
        watched.pollAfter(SECOND);
        watched.blocks(1002, 1, 100, 1000);
        watched.blocks(1002, 2, 100, 1000);
        watched.blocks(1004, 1, 100, 1000);
        assertThat(watched.pollAfter(SECOND))
                .containsExactly(
                        "job.progressed backup/1004/1",
                        JOB,
                        "job.progressed backup/1002/2",
                        "job.progressed backup/1/1");
    }

    @Test
    void afterPollsOfSomeTenantsTheClusterJobIsToldAnew() {
        watched.startClusterJob(1, "1002");
        watched.startChild(1002, 1, 1);
        watched.pollAfter(SECOND);
        watched.blocks(1002, 1, 100, 1000);
        watched.pass(SECOND);
        assertThat(watched.pollOnly(1002)).containsExactly(JOB);
        assertThat(watched.pollAfter(SECOND)).containsExactly("job.progressed backup/1/1");
        assertThat(watched.pollAfter(SECOND)).isEmpty();
    }

    @Test
    void aClusterJobTakesItsSpeedBackWithItsTenants() {
        watched.startClusterJob(1, "1002");
        watched.startChild(1002, 1, 1);
        evenly();
        assertThat(speed(Watched.job(1, 1))).isEqualTo(new Speed(4L << 20, 8L << 20));
        List<String> told = watched.pollFor(Duration.ofMinutes(3), TEN);
        assertThat(told).containsExactly(JOB, "job.progressed backup/1/1");
        assertThat(speed(Watched.job(1, 1))).isEqualTo(Speed.UNKNOWN);
    }

    @Test
    void nothingIsTakenBackByAPollThatReadSomeTenantsOnly() {
        watched.start(1002, 1, "FULL");
        evenly();
        watched.pass(Duration.ofMinutes(3));
        assertThat(watched.pollOnly(1002)).isEmpty();
        assertThat(speed(Watched.job(1002, 1))).isNotEqualTo(Speed.UNKNOWN);
        assertThat(watched.poll()).containsExactly(JOB);
        assertThat(watched.touched()).contains(ScriptedCluster.task(1002, 1), Watched.job(1002, 1));
    }

    @Test
    void aPollThatTellsNothingTouchesNothing() {
        watched.start(1002, 1, "FULL");
        watched.pollAfter(SECOND);
        watched.pollAfter(SECOND);
        assertThat(watched.touched()).isEmpty();
    }

    @Test
    void whatIsToldOfAJobTouchesIt() {
        watched.start(1002, 1, "FULL");
        watched.pollAfter(SECOND);
        watched.pollAfter(Duration.ofMinutes(10));
        assertThat(watched.touched()).containsExactly(Watched.job(1002, 1));
    }

    @Test
    void aTenantIsTouchedWhenABackupOfItEnds() {
        watched.start(1002, 1, "FULL");
        watched.pollAfter(SECOND);
        watched.cluster.finish(1002, 1, "FAILED", -4009);
        watched.pollAfter(SECOND);
        assertThat(watched.touched()).containsExactly(ORDERS);
    }

    @Test
    void aTenantIsTouchedOnceWhenItIsListedDifferently() {
        watched.cluster.tenant(1004, "invoices");
        assertThat(touchedWithinTenMinutes()).containsExactly(BILLING);
    }

    @Test
    void aTenantIsTouchedOnceWhenItIsGone() {
        watched.cluster.drop(1004);
        assertThat(touchedWithinTenMinutes()).containsExactly(BILLING);
    }

    @Test
    void tenantsAreTouchedWhenTheirPastIsRead() {
        watched.recollect();
        assertThat(watched.touched()).contains(ORDERS, BILLING);
        watched.recollect();
        assertThat(watched.touched()).isEmpty();
    }

    @Test
    void anotherClusterAtTheSameAddressHasNoneOfThesePasts() {
        watched.run(1002, 1, "FULL", Duration.ofMinutes(1), 100);
        watched.run(1002, 2, "FULL", Duration.ofMinutes(1), 100);
        assertThat(Pasts.tenant(watched, 1002).runs()).hasSize(2);
        watched.cluster.redeploy();
        watched.start(1002, 1, "FULL");
        watched.pollFor(Duration.ofMinutes(1), TEN);
        assertThat(Pasts.tenant(watched, 1002).runs()).isEmpty();
    }

    private List<RowKey> touchedWithinTenMinutes() {
        List<RowKey> touched = new ArrayList<>();
        for (int minute = 0; minute < 10; minute++) {
            watched.pollAfter(Duration.ofMinutes(1));
            touched.addAll(watched.touched());
        }
        return touched;
    }

    private void startAnotherTask() {
        Row first = watched.cluster.liveRow(ScriptedCluster.task(1002, 1));
        watched.cluster.live(RowKind.TASK).put(InsightRows.with(first, "TASK_ID", Cell.of(2)));
    }

    private void evenly() {
        watched.cluster.taskStatus(1002, 1, "BACKUP_DATA_MAJOR");
        watched.pollAfter(SECOND);
        for (int step = 1; step <= 10; step++) {
            watched.blocks(1002, 1, step * 40L, 1000);
            watched.pollAfter(TEN);
        }
    }

    private Speed speed(RowKey row) {
        return Objects.requireNonNull(watched.insights().progress(row)).speed();
    }
}
