package dev.backupwatch.diff;

import static dev.backupwatch.diff.ScriptedCluster.job;
import static dev.backupwatch.diff.ScriptedCluster.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.RowKind;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecreationTest {

    private final Watching watching = new Watching();
    private final ScriptedCluster cluster = watching.cluster;

    @BeforeEach
    void aClusterWithAPast() {
        cluster.tenant(1002, "orders");
        watching.poll();
        for (int job = 1; job <= 3; job++) {
            cluster.startJob(1002, job);
            cluster.startTask(1002, job, job);
            watching.poll();
            if (job < 3) {
                cluster.complete(1002, job);
                watching.poll();
            }
        }
    }

    @Test
    void aLiveJobWithAKnownKeyAndAnotherStartProvesAnotherCluster() {
        cluster.redeploy();
        cluster.startJob(1002, 3);

        assertThat(watching.told())
                .containsExactly(
                        "backup/1002/3 lost recreated", "backup/1002/3/tasks/3 lost recreated", "source.recreated");
        assertThat(watching.told()).containsExactly("backup/1002/3 started found");
        watching.quietFor(Duration.ofMinutes(15));
    }

    @Test
    void aLiveJobWhoseNumberWasReadInTheHistoryWithAnotherStartProvesAnotherCluster() {
        cluster.redeploy();
        cluster.startJob(1002, 1);

        assertThat(watching.told()).contains("source.recreated");
    }

    @Test
    void aHistoryThatFellAndHoldsNothingThatWasKnownProvesAnotherCluster() {
        cluster.redeploy();
        cluster.startJob(1002, 77);
        cluster.complete(1002, 77);

        assertThat(watching.told()).contains("source.recreated");
        watching.quietFor(Duration.ofMinutes(2));
    }

    @Test
    void aHistoryRowWithAKnownKeyAndAnotherStartProvesAnotherCluster() {
        cluster.redeploy();
        cluster.pass(Watching.SECOND);
        for (int job = 1; job <= 3; job++) {
            cluster.startJob(1002, job);
            cluster.complete(1002, job);
        }

        assertThat(watching.told())
                .containsExactly(
                        "backup/1002/3 lost recreated", "backup/1002/3/tasks/3 lost recreated", "source.recreated");
    }

    /** What another tenant's history shows says nothing of it. */
    @Test
    void aTrimmedHistoryThatIsOutOfSightIsNotTakenForAnotherClusters() {
        cluster.tenant(1004, "billing");
        cluster.complete(1002, 3);
        watching.poll();
        cluster.history(RowKind.JOB).remove(job(1002, 1));
        cluster.startJob(1004, 1);
        cluster.complete(1004, 1);
        cluster.pass(Duration.ofSeconds(30));
        watching.meanwhile(Gap.AFTER_PROBES, () -> cluster.hide(1002));

        assertThat(watching.told())
                .containsExactly("backup/1004/1 started inferred", "backup/1004/1 completed inferred");
    }

    /** One step of a walk shows some rows of the history, and not what it begins with. */
    @Test
    void aHistoryThatIsTrimmedDuringAWalkIsTheSameCluster() {
        var few = new Watching(LifePolicy.DEFAULT.reading(2));
        few.cluster.tenant(1002, "orders");
        for (int job = 1; job <= 20; job++) {
            if (job == 11) {
                few.cluster.pass(Duration.ofHours(1));
                few.poll();
            }
            few.cluster.startJob(1002, job);
            few.cluster.complete(1002, job);
            few.cluster.pass(Watching.SECOND);
        }
        assertThat(few.pollAfter(Duration.ofSeconds(30)).told()).hasSize(4);
        for (int old = 1; old <= 10; old++) {
            few.cluster.history(RowKind.JOB).remove(job(1002, old));
        }

        assertThat(few.told())
                .containsExactly(
                        "backup/1002/13 started inferred",
                        "backup/1002/14 started inferred",
                        "backup/1002/13 completed inferred",
                        "backup/1002/14 completed inferred");
    }

    @Test
    void aHistoryThatWasMerelyTrimmedIsTheSameCluster() {
        cluster.complete(1002, 3);
        watching.poll();
        cluster.history(RowKind.JOB).remove(job(1002, 1));
        cluster.history(RowKind.JOB).remove(job(1002, 2));
        cluster.history(RowKind.TASK).remove(task(1002, 1));

        watching.quietFor(Duration.ofMinutes(2));
        cluster.startJob(1002, 4);
        cluster.complete(1002, 4);
        assertThat(watching.pollAfter(Duration.ofSeconds(30)).told())
                .containsExactly("backup/1002/4 started inferred", "backup/1002/4 completed inferred");
    }

    @Test
    void afterARecreationTheNextPollIsAFirstLook() {
        cluster.redeploy();
        cluster.startJob(1002, 1);
        cluster.complete(1002, 1);
        cluster.startJob(1002, 2);

        assertThat(watching.told()).contains("source.recreated");
        assertThat(watching.told()).containsExactly("backup/1002/2 started found");
        assertThat(watching.lives().told()).containsOnlyKeys(job(1002, 2));
    }
}
