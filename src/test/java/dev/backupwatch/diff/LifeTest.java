package dev.backupwatch.diff;

import static dev.backupwatch.diff.ScriptedCluster.job;
import static dev.backupwatch.diff.ScriptedCluster.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Cell;
import dev.backupwatch.event.ColumnChange;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.RowVerb;
import dev.backupwatch.event.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LifeTest {

    private final Watching watching = new Watching();
    private final ScriptedCluster cluster = watching.cluster;

    @BeforeEach
    void firstLook() {
        cluster.tenant(1002, "orders");
        cluster.tenant(1004, "users");
        watching.poll();
    }

    @Test
    void aLifeIsToldFromItsStartToItsEndingWithTheFinalValuesOfTheHistory() {
        cluster.startJob(1002, 1);
        assertThat(watching.told()).containsExactly("backup/1002/1 started live");
        cluster.jobStatus(1002, 1, "DOING");
        cluster.startTask(1002, 1, 1);
        assertThat(watching.told())
                .containsExactly("backup/1002/1/tasks/1 started live", "backup/1002/1 status_changed live");
        cluster.setTask(1002, 1, "OUTPUT_BYTES", Cell.of(100));
        assertThat(watching.told()).containsExactly("backup/1002/1/tasks/1 progressed live");
        cluster.setTask(1002, 1, "OUTPUT_BYTES", Cell.of(150));
        cluster.complete(1002, 1);

        var last = watching.poll();
        assertThat(last.told())
                .containsExactly("backup/1002/1/tasks/1 completed history", "backup/1002/1 completed history");
        var ending = (RowEvent) last.events().get(0);
        assertThat(ending.row().number("OUTPUT_BYTES")).isEqualTo(150);
        assertThat(ending.changed())
                .as("against the row last told")
                .contains(new ColumnChange("OUTPUT_BYTES", Cell.of(100), Cell.of(150)));
        assertThat(watching.lives().told()).isEmpty();
    }

    @Test
    void aRowHasOneEventAPollAndTheStatusNamesIt() {
        cluster.startJob(1002, 1);
        cluster.startTask(1002, 1, 1);
        watching.poll();
        cluster.taskStatus(1002, 1, "BACKUP_SYS_META");
        cluster.setTask(1002, 1, "OUTPUT_BYTES", Cell.of(7));

        var event = watching.poll().only();
        assertThat(event.verb()).isEqualTo(RowVerb.STATUS_CHANGED);
        assertThat(event.changed()).extracting(ColumnChange::column).containsExactly("STATUS", "OUTPUT_BYTES");
    }

    @Test
    void aCommentAloneIsAnUpdate() {
        cluster.startJob(1002, 1);
        watching.poll();
        cluster.setJob(1002, 1, "COMMENT", Cell.of("(SERVER)ls_id: 1001"));

        assertThat(watching.told()).containsExactly("backup/1002/1 updated live");
    }

    @Test
    void theEndScnOfARunningTaskIsAnUpdateAndNoEnding() {
        cluster.startJob(1002, 1);
        cluster.startTask(1002, 1, 1);
        watching.poll();
        cluster.setTask(1002, 1, "END_SCN", Cell.of("1700000000000000001"));

        assertThat(watching.told()).containsExactly("backup/1002/1/tasks/1 updated live");
    }

    @Test
    void countersThatFallAndTotalsThatRiseAreToldWithTheirSign() {
        cluster.startJob(1002, 1);
        cluster.startTask(1002, 1, 1);
        cluster.setTask(1002, 1, "MACRO_BLOCK_COUNT", Cell.of(100));
        cluster.setTask(1002, 1, "FINISH_MACRO_BLOCK_COUNT", Cell.of(90));
        watching.poll();
        cluster.setTask(1002, 1, "MACRO_BLOCK_COUNT", Cell.of(150));
        cluster.setTask(1002, 1, "FINISH_MACRO_BLOCK_COUNT", Cell.of(40));

        var event = watching.poll().only();
        assertThat(event.verb()).isEqualTo(RowVerb.PROGRESSED);
        assertThat(event.changed())
                .extracting(change -> change.delta().orElseThrow())
                .containsExactly(50L, -50L);
    }

    @Test
    void sinceIsWhenThePresentStatusWasToldWhateverElseChangedSince() {
        cluster.startJob(1002, 1);
        watching.poll();
        Instant turned = watching.now();
        cluster.jobStatus(1002, 1, "DOING");
        watching.poll();
        cluster.setJob(1002, 1, "COMMENT", Cell.of("slow"));
        assertThat(watching.told()).containsExactly("backup/1002/1 updated live");

        assertThat(Objects.requireNonNull(watching.lives().told().get(job(1002, 1)))
                        .since())
                .isEqualTo(turned);
    }

    @Test
    void anUnknownStatusIsARunningOne() {
        cluster.startJob(1002, 1);
        cluster.startTask(1002, 1, 1);
        watching.poll();
        cluster.taskStatus(1002, 1, "BACKUP_WHAT_COMES_NEXT");

        assertThat(watching.told()).containsExactly("backup/1002/1/tasks/1 status_changed live");
        watching.quietFor(Duration.ofMinutes(1));
    }

    @Test
    void aCompletedTaskMayStillTurnToCanceled() {
        cluster.startJob(1002, 1);
        cluster.startTask(1002, 1, 1);
        watching.poll();
        cluster.taskStatus(1002, 1, "COMPLETED");
        assertThat(watching.told()).containsExactly("backup/1002/1/tasks/1 status_changed live");
        cluster.taskStatus(1002, 1, "CANCELING");
        assertThat(watching.told()).containsExactly("backup/1002/1/tasks/1 status_changed live");
        cluster.finish(1002, 1, "CANCELED", -4072);

        assertThat(watching.told())
                .containsExactly("backup/1002/1/tasks/1 canceled history", "backup/1002/1 canceled history");
    }

    @Test
    void parentsComeFirstAtTheStartAndLastAtTheEnding() {
        cluster.startSysJob(3);
        cluster.startChildJob(1002, 6, 3);
        cluster.startChildJob(1004, 2, 3);
        cluster.startTask(1002, 6, 6);
        cluster.startTask(1004, 2, 2);
        assertThat(watching.told())
                .containsExactly(
                        "backup/1/3 started live",
                        "backup/1002/6 started live",
                        "backup/1004/2 started live",
                        "backup/1002/6/tasks/6 started live",
                        "backup/1004/2/tasks/2 started live");
        cluster.complete(1002, 6);
        cluster.complete(1004, 2);
        cluster.complete(1, 3);
        cluster.startJob(1002, 7);

        assertThat(watching.told())
                .containsExactly(
                        "backup/1002/7 started live",
                        "backup/1002/6/tasks/6 completed history",
                        "backup/1004/2/tasks/2 completed history",
                        "backup/1002/6 completed history",
                        "backup/1004/2 completed history",
                        "backup/1/3 completed history");
    }

    @Test
    void aTasksParentIsItsJobsAndAJobOfItsOwnTenantHasNone() {
        cluster.startSysJob(3);
        cluster.startChildJob(1002, 6, 3);
        cluster.startTask(1002, 6, 6);
        cluster.startJob(1004, 1);
        cluster.startTask(1004, 1, 1);
        watching.poll();

        var cluster3 = new JobKey(TenantId.SYS, 3);
        assertThat(parent(job(1, 3))).isNull();
        assertThat(parent(job(1002, 6))).isEqualTo(cluster3);
        assertThat(parent(task(1002, 6))).isEqualTo(cluster3);
        assertThat(parent(job(1004, 1))).isNull();
        assertThat(parent(task(1004, 1))).isNull();
    }

    @Test
    void aTaskSeenBeforeItsJobWaitsForIt() {
        watching.poll();
        cluster.startSysJob(1);
        watching.meanwhile(Gap.AFTER_JOBS, () -> {
            cluster.startJob(1002, 1);
            cluster.startTask(1002, 1, 1);
        });

        assertThat(watching.told()).containsExactly("backup/1/1 started live");
        assertThat(watching.told()).containsExactly("backup/1002/1 started live", "backup/1002/1/tasks/1 started live");
    }

    @Test
    void newColumnsAreNoChangeAndTheNextEventCarriesThem() {
        cluster.startJob(1002, 1);
        watching.poll();
        cluster.live(RowKind.JOB).put(BackupRows.widened(cluster.liveRow(job(1002, 1)), "EXTRA", Cell.of(5)));
        assertThat(watching.told()).isEmpty();
        cluster.jobStatus(1002, 1, "DOING");

        var event = watching.poll().only();
        assertThat(event.changed()).extracting(ColumnChange::column).containsExactly("STATUS");
        assertThat(event.row().number("EXTRA")).isEqualTo(5);
    }

    @Test
    void aRenamedTenantTouchesItsRowsAndTellsNothing() {
        cluster.startJob(1002, 1);
        watching.poll();
        cluster.tenant(1002, "orders_old");
        var polled = watching.pollAfter(Duration.ofMinutes(5));

        assertThat(polled.events()).isEmpty();
        assertThat(polled.step().touched()).containsExactly(job(1002, 1));
        cluster.jobStatus(1002, 1, "DOING");
        assertThat(watching.poll().only().identity().tenantName()).isEqualTo("orders_old");
    }

    private @Nullable JobKey parent(RowKey key) {
        return Objects.requireNonNull(watching.lives().told().get(key))
                .identity()
                .parent();
    }

    /** Its START_TIMESTAMP is its job's, so it looks as if it had run at the first look. */
    @Test
    void aTaskThatAppearsUnderAJobFoundRunningHasJustStarted() {
        var late = new Watching();
        late.cluster.tenant(1002, "orders");
        late.cluster.startJob(1002, 1);
        assertThat(late.told()).containsExactly("backup/1002/1 started found");
        late.cluster.startTask(1002, 1, 1);

        assertThat(late.told()).containsExactly("backup/1002/1/tasks/1 started live");
    }

    @Test
    void aFinalStatusInAWordThatNobodyKnowsIsACancellationIfTheResultSaysSo() {
        cluster.startJob(1002, 1);
        watching.poll();
        cluster.finish(1002, 1, "STOPPED", -4072);

        assertThat(watching.told()).containsExactly("backup/1002/1 canceled history");
    }

    @Test
    void aTenantThatIsNewHasItsNameInItsFirstEvent() {
        watching.quietFor(Duration.ofSeconds(30));
        cluster.tenant(1006, "new");
        cluster.startJob(1006, 1);

        var event = (RowEvent) watching.poll().events().get(0);
        assertThat(event.identity().tenantName()).isEqualTo("new");
    }

    @Test
    void whatCameAndWentBetweenTwoPollsTouchesNoState() {
        cluster.startJob(1002, 1);
        cluster.startTask(1002, 1, 1);
        cluster.complete(1002, 1);

        assertThat(watching.poll().told()).isEmpty();
        var step = watching.pollAfter(Duration.ofSeconds(30));
        assertThat(step.told()).hasSize(4);
        assertThat(step.step().touched()).isEmpty();
    }
}
