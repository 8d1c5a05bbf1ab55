package dev.backupwatch.diff;

import static dev.backupwatch.diff.ScriptedCluster.task;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A task reaches the history while its job runs on. */
class TaskHistoryTest {

    private static final Duration REGULAR = Duration.ofSeconds(30);

    private final Watching watching = new Watching();
    private final ScriptedCluster cluster = watching.cluster;

    @BeforeEach
    void aJobRuns() {
        cluster.tenant(1002, "orders");
        watching.poll();
        cluster.startJob(1002, 1);
        watching.poll();
    }

    @Test
    void aTaskThatCameAndWentUnderARunningJobIsInferred() {
        cluster.startTask(1002, 1, 1);
        cluster.markEnded(task(1002, 1), "COMPLETED", 0);
        cluster.move(task(1002, 1));

        assertThat(watching.pollAfter(REGULAR).told())
                .containsExactly("backup/1002/1/tasks/1 started inferred", "backup/1002/1/tasks/1 completed inferred");
        watching.quietFor(Duration.ofMinutes(1));
    }

    @Test
    void aTaskThatIsInBothViewsAtItsFirstSightStartsInThisPollAndEndsInTheNext() {
        cluster.startTask(1002, 1, 1);
        cluster.markEnded(task(1002, 1), "COMPLETED", 0);
        cluster.copyToHistory(task(1002, 1));

        assertThat(watching.pollAfter(REGULAR).told()).containsExactly("backup/1002/1/tasks/1 started live");
        cluster.deleteLive(task(1002, 1));
        assertThat(watching.told()).containsExactly("backup/1002/1/tasks/1 completed history");
        watching.quietFor(Duration.ofMinutes(1));
    }

    /** At the first look the tenant's history was out of sight, so that what it held was not counted as old. */
    @Test
    void aTaskThatEndedBeforeTheFirstLookIsToldWhereItsJobIs() {
        var late = new Watching();
        late.cluster.tenant(1002, "orders");
        late.cluster.startJob(1002, 1);
        late.cluster.startTask(1002, 1, 1);
        late.cluster.markEnded(task(1002, 1), "COMPLETED", 0);
        late.cluster.move(task(1002, 1));
        late.cluster.pass(Watching.SECOND);
        late.meanwhile(Gap.AFTER_TASKS, () -> late.cluster.hide(1002));
        assertThat(late.told()).containsExactly("backup/1002/1 started found");
        late.cluster.show(1002);

        assertThat(late.pollAfter(REGULAR).told())
                .containsExactly("backup/1002/1/tasks/1 started inferred", "backup/1002/1/tasks/1 completed inferred");
        late.quietFor(Duration.ofMinutes(1));
    }

    /** Both are in the first step of a walk: jobs are taken in first, or the task would wait for its own. */
    @Test
    void aJobAndItsTaskThatOneStepOfAWalkReadsAreToldTogether() {
        var few = new Watching(LifePolicy.DEFAULT.reading(3));
        few.cluster.tenant(1002, "orders");
        few.poll();
        for (long id = 1; id <= 9; id++) {
            few.cluster.startJob(1002, id);
            few.cluster.startTask(1002, id, id);
            few.cluster.complete(1002, id);
            few.cluster.pass(Watching.SECOND);
        }

        assertThat(few.pollAfter(REGULAR).told())
                .hasSize(12)
                .contains("backup/1002/1/tasks/1 completed inferred", "backup/1002/1 completed inferred");
    }
}
