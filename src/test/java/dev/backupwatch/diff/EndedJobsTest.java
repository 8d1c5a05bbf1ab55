package dev.backupwatch.diff;

import static dev.backupwatch.diff.ScriptedCluster.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** For how long a job that ended is remembered for the sake of a task's late history row. */
class EndedJobsTest {

    private static final Duration LOST_AFTER = LifePolicy.DEFAULT.lostAfter();

    private final Watching watching = new Watching();
    private final ScriptedCluster cluster = watching.cluster;

    @BeforeEach
    void aJobEnds() {
        cluster.tenant(1002, "orders");
        cluster.tenant(1004, "billing");
        watching.poll();
        cluster.startJob(1002, 1);
        cluster.startTask(1002, 1, 1);
        watching.poll();
        cluster.complete(1002, 1);
        watching.poll(gap -> {});
    }

    @Test
    void whereEveryTaskOfTheHistoryIsDealtWithItIsForgottenAfterTheTimeOfALoss() {
        assertThat(remembered()).containsExactly(job(1002, 1));
        cluster.pass(LOST_AFTER);
        watching.poll(gap -> {});
        assertThat(remembered()).as("when the time is up").containsExactly(job(1002, 1));
        cluster.pass(Duration.ofSeconds(30));
        watching.poll();

        assertThat(remembered()).isEmpty();
    }

    @Test
    void whileATaskOfItsTenantIsUnreadItIsRememberedForADayAndNoLonger() {
        Instant start = cluster.clock();
        cluster.history(RowKind.TASK).put(BackupRows.ended(BackupRows.task(1002, 9, 77, start), "COMPLETED", 0, start));
        watching.pollAfter(LOST_AFTER.plusHours(1));
        assertThat(remembered()).as("a task waits for a job that nobody knows").containsExactly(job(1002, 1));
        watching.pollAfter(Duration.ofDays(1));

        assertThat(remembered()).isEmpty();
    }

    @Test
    void whatIsUnreadOfOneTenantKeepsNoJobOfAnother() {
        cluster.startJob(1004, 1);
        cluster.startTask(1004, 1, 1);
        watching.poll();
        cluster.complete(1004, 1);
        watching.poll();
        assertThat(remembered()).containsExactlyInAnyOrder(job(1002, 1), job(1004, 1));
        Instant start = cluster.clock();
        cluster.history(RowKind.TASK).put(BackupRows.ended(BackupRows.task(1004, 9, 77, start), "COMPLETED", 0, start));
        watching.pollAfter(LOST_AFTER.plusHours(1));

        assertThat(remembered()).containsExactly(job(1004, 1));
    }

    private Set<RowKey> remembered() {
        return watching.lives().endedJobs().keySet();
    }
}
