package dev.backupwatch.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.diff.HistoryQuery.AboveId;
import dev.backupwatch.diff.HistoryQuery.InTimeOrder;
import dev.backupwatch.event.RowKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a walk through the history begins, what it meets, and when it is over; of three rows a step. */
class WalkTest {

    private static final Duration REGULAR = Duration.ofSeconds(30);
    private static final int MOST = 3;

    private final Watching watching = new Watching(LifePolicy.DEFAULT.reading(MOST));
    private final ScriptedCluster cluster = watching.cluster;

    @BeforeEach
    void aFirstLookAtALongHistory() {
        cluster.tenant(1002, "orders");
        cluster.tenant(1004, "billing");
        for (int job = 1; job <= 10; job++) {
            backup(1002, job);
        }
        cluster.pass(Duration.ofHours(1));
        watching.poll();
    }

    @Test
    void asManyRowsAsTwoStepsReadAreReadAtOnceAndOneMoreTakesAWalk() {
        backups(11, 13);
        assertThat(queriesAfterAWhile()).hasSize(2).allMatch(AboveId.class::isInstance);
        backups(14, 16);
        job(17);

        assertThat(queriesAfterAWhile()).hasSize(2).allMatch(InTimeOrder.class::isInstance);
    }

    @Test
    void aLongHistoryThatGrewByOneRowIsReadAtOnce() {
        job(11);

        assertThat(queriesAfterAWhile()).hasSize(1).allMatch(AboveId.class::isInstance);
    }

    @Test
    void theCountsAddUpAfterAWalkThroughNothingButNewRows() {
        backups(11, 20);
        assertThat(walk()).hasSize(10 * 4).doesNotHaveDuplicates();

        assertThat(queriesAfterAWhile()).isEmpty();
    }

    /** The jobs of two tenants end in turns, each of them long after its task. */
    @Test
    void whenTheWalkIsOverEveryTaskIsToldThoughManyEndedBeforeTheJobsOfEarlierSteps() {
        for (int job = 11; job <= 20; job++) {
            cluster.startJob(1002, job);
            cluster.startTask(1002, job, job);
            end(ScriptedCluster.task(1002, job));
        }
        for (int job = 11; job <= 20; job++) {
            end(ScriptedCluster.job(1002, job));
        }
        assertThat(walk()).hasSize(10 * 4).doesNotHaveDuplicates();

        assertThat(queriesAfterAWhile()).isEmpty();
    }

    /** Its count does not add up, and all of it is too much for one poll. */
    @Test
    void aRowMissingBelowTheIdsOfALongHistoryIsSoughtFromItsOldestRowOn() {
        backups(12, 13);
        assertThat(watching.pollAfter(REGULAR).told()).hasSize(2 * 4);
        job(11);
        List<String> told = new ArrayList<>(watching.pollAfter(REGULAR).told());
        told.addAll(walk());

        assertThat(told).containsExactly("backup/1002/11 started inferred", "backup/1002/11 completed inferred");
        assertThat(queriesAfterAWhile()).isEmpty();
    }

    private void backups(int from, int to) {
        for (int job = from; job <= to; job++) {
            backup(1002, job);
        }
    }

    private void backup(long tenant, long id) {
        cluster.startJob(tenant, id);
        cluster.startTask(tenant, id, id);
        end(ScriptedCluster.task(tenant, id));
        end(ScriptedCluster.job(tenant, id));
    }

    private void job(long id) {
        cluster.startJob(1002, id);
        end(ScriptedCluster.job(1002, id));
    }

    private void end(RowKey key) {
        cluster.pass(Duration.ofMillis(100));
        cluster.markEnded(key, "COMPLETED", 0);
        cluster.move(key);
    }

    private List<HistoryQuery> queriesAfterAWhile() {
        return watching.pollAfter(REGULAR).asked().queries();
    }

    /** What is told until the walk is over. */
    private List<String> walk() {
        List<String> told = new ArrayList<>(watching.pollAfter(REGULAR).told());
        for (int poll = 0; watching.lives().isCatchingUp(); poll++) {
            assertThat(poll).as("polls to the end").isLessThan(50);
            told.addAll(watching.told());
        }
        return told;
    }
}
