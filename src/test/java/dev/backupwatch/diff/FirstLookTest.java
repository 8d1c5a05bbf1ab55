package dev.backupwatch.diff;

import static dev.backupwatch.diff.ScriptedCluster.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FirstLookTest {

    private final Watching watching = new Watching();
    private final ScriptedCluster cluster = watching.cluster;

    @BeforeEach
    void tenants() {
        cluster.tenant(1002, "orders");
    }

    @Test
    void whatIsAlreadyRunningIsFoundAndNotSaidToHaveJustStarted() {
        cluster.startJob(1002, 1);
        cluster.startTask(1002, 1, 1);
        cluster.pass(Duration.ofMinutes(5));

        assertThat(watching.told())
                .containsExactly("backup/1002/1 started found", "backup/1002/1/tasks/1 started found");
        assertThat(watching.told()).isEmpty();
    }

    @Test
    void whatStartsAfterTheFirstLookIsSeenLive() {
        watching.poll();
        cluster.startJob(1002, 1);

        assertThat(watching.told()).containsExactly("backup/1002/1 started live");
    }

    @Test
    void whatHadEndedBeforeTheFirstLookIsNeverTold() {
        for (int job = 1; job <= 3; job++) {
            cluster.startJob(1002, job);
            cluster.startTask(1002, job, job);
            cluster.complete(1002, job);
        }
        cluster.pass(Duration.ofSeconds(1));

        watching.quietFor(Duration.ofMinutes(2));
    }

    @Test
    void aJobThatHadEndedAndLingersInBothViewsIsSilent() {
        cluster.startSysJob(1);
        cluster.markEnded(job(1, 1), "COMPLETED", 0);
        cluster.copyToHistory(job(1, 1));
        cluster.pass(Duration.ofSeconds(1));

        watching.quietFor(Duration.ofSeconds(40));
        cluster.deleteLive(job(1, 1));
        watching.quietFor(Duration.ofSeconds(40));
    }

    @Test
    void aJobWithAFinalStatusThatIsNotInTheHistoryYetIsFoundAndItsEndingTold() {
        cluster.startJob(1002, 1);
        cluster.markEnded(job(1002, 1), "FAILED", -4009);
        cluster.pass(Duration.ofSeconds(1));

        assertThat(watching.told()).containsExactly("backup/1002/1 started found");
        cluster.move(job(1002, 1));
        assertThat(watching.told()).containsExactly("backup/1002/1 failed history");
        watching.quietFor(Duration.ofMinutes(2));
    }

    @Test
    void aJobThatEndsDuringTheFirstPollIsFoundInItAndEndsInTheNext() {
        cluster.startJob(1002, 1);
        cluster.startTask(1002, 1, 1);
        watching.meanwhile(Gap.AFTER_TASKS, () -> {
            cluster.pass(Duration.ofMillis(10));
            cluster.complete(1002, 1);
        });

        assertThat(watching.told())
                .containsExactly("backup/1002/1 started found", "backup/1002/1/tasks/1 started found");
        assertThat(watching.told())
                .containsExactly("backup/1002/1/tasks/1 completed history", "backup/1002/1 completed history");
        watching.quietFor(Duration.ofMinutes(2));
    }

    @Test
    void aJobThatComesAndGoesDuringTheFirstPollIsInferred() {
        watching.meanwhile(Gap.AFTER_TASKS, () -> {
            cluster.pass(Duration.ofMillis(10));
            cluster.startJob(1002, 1);
            cluster.finish(1002, 1, "FAILED", -4012);
        });

        assertThat(watching.told()).containsExactly("backup/1002/1 started inferred", "backup/1002/1 failed inferred");
    }

    @Test
    void whatEndedDuringTheFirstPollIsReadOnce() {
        watching.meanwhile(Gap.AFTER_TASKS, () -> {
            cluster.pass(Duration.ofMillis(10));
            cluster.startJob(1002, 1);
            cluster.complete(1002, 1);
        });
        assertThat(watching.told()).hasSize(2);

        assertThat(watching.pollAfter(Duration.ofSeconds(30)).asked().queries()).isEmpty();
    }

    /** Its rows were counted, but not seen. */
    @Test
    void whatEndedDuringTheFirstPollIsToldAlsoIfItsTenantWasHiddenFromItsRows() {
        watching.meanwhile(Gap.AFTER_TASKS, () -> {
            cluster.pass(Duration.ofMillis(10));
            cluster.startJob(1002, 1);
            cluster.complete(1002, 1);
        });
        watching.meanwhile(Gap.AFTER_PROBES, () -> cluster.hide(1002));
        assertThat(watching.told()).isEmpty();
        cluster.show(1002);

        assertThat(watching.pollAfter(Duration.ofSeconds(30)).told())
                .containsExactly("backup/1002/1 started inferred", "backup/1002/1 completed inferred");
    }

    /** Two queries of the first look met it. It was counted twice as waiting, so that all that is old was read once more. */
    @Test
    void whatTheFirstLookLeftForTheNextIsReadFromItsOwnIdOnAndNotWithAllThatIsOld() {
        for (int job = 1; job <= 5; job++) {
            cluster.startJob(1002, job);
            cluster.complete(1002, job);
        }
        cluster.pass(Duration.ofSeconds(1));
        cluster.startJob(1002, 6);
        watching.meanwhile(Gap.AFTER_TASKS, () -> {
            cluster.pass(Duration.ofMillis(10));
            cluster.complete(1002, 6);
        });
        assertThat(watching.told()).containsExactly("backup/1002/6 started found");

        var next = watching.poll();
        assertThat(next.told()).containsExactly("backup/1002/6 completed history");
        assertThat(next.asked().queries())
                .containsExactly(new HistoryQuery.AboveId(RowKind.JOB, List.of(new TenantId(1002)), 5));
    }

    @Test
    void theOldHistoryOfATenantThatIsFirstSeenLaterIsReadOnce() {
        cluster.startJob(1002, 1);
        cluster.complete(1002, 1);
        cluster.pass(Duration.ofSeconds(1));
        cluster.hide(1002);
        watching.poll();
        cluster.show(1002);

        assertThat(watching.pollAfter(Duration.ofSeconds(30)).asked().queries())
                .containsExactly(new HistoryQuery.AboveId(RowKind.JOB, List.of(new TenantId(1002)), 0));
        assertThat(watching.pollAfter(Duration.ofSeconds(30)).asked().queries()).isEmpty();
    }

    @Test
    void theOldHistoryOfATenantThatIsFirstSeenLaterIsSilentAndItsNewOneIsTold() {
        cluster.startJob(1002, 1);
        cluster.complete(1002, 1);
        cluster.pass(Duration.ofSeconds(1));
        cluster.hide(1002);
        watching.poll();
        cluster.startJob(1002, 2);
        cluster.startTask(1002, 2, 2);
        cluster.complete(1002, 2);
        cluster.show(1002);

        assertThat(watching.pollAfter(Duration.ofSeconds(30)).told())
                .containsExactly(
                        "backup/1002/2 started inferred",
                        "backup/1002/2/tasks/2 started inferred",
                        "backup/1002/2/tasks/2 completed inferred",
                        "backup/1002/2 completed inferred");
        watching.quietFor(Duration.ofMinutes(2));
    }

    @Test
    void aJobThatRanSinceBeforeTheFirstLookInATenantSeenLaterIsFound() {
        cluster.startJob(1002, 1);
        cluster.hide(1002);
        cluster.pass(Duration.ofSeconds(1));
        watching.poll();
        cluster.show(1002);

        assertThat(watching.told()).containsExactly("backup/1002/1 started found");
    }

    /** Its rows were counted but not seen, so what had ended and lingered was taken as read, and its ending never told. */
    @Test
    void aTenantHiddenBetweenTheProbeAndTheRowsOfTheFirstLookIsReadWhenItShows() {
        lookWhileALingeringSysJobIsHiddenBetweenTheProbeAndTheRows();
        watching.quietFor(Duration.ofSeconds(20));
        cluster.show(1);

        assertThat(watching.pollAfter(Duration.ofSeconds(30)).told()).containsExactly("backup/1/2 completed history");
    }

    /** After a loss no pending row asks for it any more. */
    @Test
    void aTenantHiddenBetweenTheProbeAndTheRowsOfTheFirstLookIsReadAlsoAfterItsJobWasLost() {
        lookWhileALingeringSysJobIsHiddenBetweenTheProbeAndTheRows();
        watching.poll();
        assertThat(watching.pollAfter(Duration.ofMinutes(11)).told()).containsExactly("backup/1/2 lost vanished");
        cluster.show(1);

        assertThat(watching.pollAfter(Duration.ofSeconds(30)).told()).containsExactly("backup/1/2 completed history");
    }

    private void lookWhileALingeringSysJobIsHiddenBetweenTheProbeAndTheRows() {
        cluster.tenant(1, "sys");
        cluster.startSysJob(1);
        cluster.complete(1, 1);
        cluster.startSysJob(2);
        cluster.markEnded(job(1, 2), "COMPLETED", 0);
        cluster.copyToHistory(job(1, 2));
        cluster.pass(Duration.ofSeconds(1));
        watching.meanwhile(Gap.AFTER_PROBES, () -> {
            cluster.deleteLive(job(1, 2));
            cluster.hide(1);
        });
        assertThat(watching.told()).containsExactly("backup/1/2 started found");
    }
}
