package dev.backupwatch.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.RowKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the views cannot be read at once, they are read tenant group by tenant group, and some groups do not answer. */
class PartsTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final List<Long> SYS = List.of(1L);
    private static final List<Long> ORDERS = List.of(1002L);
    private static final List<Long> BILLING = List.of(1004L);

    private final Watching watching = new Watching();
    private final ScriptedCluster cluster = watching.cluster;

    @BeforeEach
    void aClusterBackupOfTwoTenantsRuns() {
        cluster.tenant(1002, "orders");
        cluster.tenant(1004, "billing");
        watching.poll();
        cluster.startSysJob(1);
        for (long tenant : List.of(1002L, 1004L)) {
            cluster.startChildJob(tenant, 1, 1);
            cluster.startTask(tenant, 1, 1);
        }
        watching.poll();
    }

    @Test
    void whatAnswersIsToldAndOfTheOthersNothingIsConcluded() {
        cluster.taskStatus(1002, 1, "BACKUP_SYS_META");
        cluster.complete(1004, 1);

        assertThat(watching.pollInParts(List.of(SYS, ORDERS)).told())
                .containsExactly("backup/1002/1/tasks/1 status_changed live");
        cluster.pass(LONG);
        assertThat(watching.pollInParts(List.of(SYS, ORDERS)).told()).isEmpty();
        assertThat(watching.told())
                .containsExactly("backup/1004/1/tasks/1 completed history", "backup/1004/1 completed history");
    }

    @Test
    void theEventsOfAllPartsStandInTheOrderOfOnePoll() {
        cluster.complete(1004, 1);
        cluster.startJob(1002, 2);

        assertThat(watching.pollInParts(List.of(BILLING, SYS, ORDERS)).told())
                .containsExactly(
                        "backup/1002/2 started live",
                        "backup/1004/1/tasks/1 completed history",
                        "backup/1004/1 completed history");
    }

    @Test
    void aRowOfATenantThatAnswersIsLostAfterTheUsualTimeAndOneThatDoesNotIsNot() {
        cluster.eraseRowsOf(1002);
        cluster.eraseRowsOf(1004);
        assertThat(watching.pollInParts(List.of(SYS, ORDERS)).told()).isEmpty();
        cluster.pass(Duration.ofMinutes(10));

        assertThat(watching.pollInParts(List.of(SYS, ORDERS)).told())
                .containsExactly("backup/1002/1/tasks/1 lost vanished", "backup/1002/1 lost vanished");
    }

    @Test
    void aTenantThatWasDroppedIsLostAlsoWhereOthersAreStuck() {
        cluster.drop(1002);

        assertThat(watching.pollInParts(List.of(SYS, ORDERS)).told())
                .containsExactly("backup/1002/1/tasks/1 lost tenant_dropped", "backup/1002/1 lost tenant_dropped");
    }

    @Test
    void aJobThatCameAndWentInATenantThatDidNotAnswerIsToldOnceItDoes() {
        cluster.startJob(1004, 2);
        cluster.complete(1004, 2);
        cluster.pass(LONG);
        assertThat(watching.pollInParts(List.of(SYS, ORDERS)).told()).isEmpty();

        assertThat(watching.pollAfter(Duration.ofSeconds(30)).told())
                .containsExactly("backup/1004/2 started inferred", "backup/1004/2 completed inferred");
    }

    @Test
    void aFirstLookInPartsFindsWhatRunsAndIsSilentOfWhatHadEnded() {
        var late = new Watching();
        for (long tenant : List.of(1002L, 1004L, 1006L)) {
            late.cluster.tenant(tenant, "t" + tenant);
            late.cluster.startJob(tenant, 1);
            late.cluster.complete(tenant, 1);
            late.cluster.startJob(tenant, 2);
        }
        late.cluster.pass(Watching.SECOND);

        assertThat(late.pollInParts(List.of(SYS, ORDERS, BILLING)).told())
                .containsExactly("backup/1002/2 started found", "backup/1004/2 started found");
        assertThat(late.told()).containsExactly("backup/1006/2 started found");
        for (int probe = 0; probe < 5; probe++) {
            assertThat(late.pollAfter(Duration.ofSeconds(30)).told()).isEmpty();
        }
    }

    @Test
    void aClusterThatWasRebuiltIsNoticedInOnePartForAll() {
        cluster.redeploy();
        cluster.pass(Watching.SECOND);
        cluster.startJob(1004, 1);

        assertThat(watching.pollInParts(List.of(SYS, ORDERS, BILLING)).told())
                .containsExactly(
                        "backup/1/1 lost recreated",
                        "backup/1002/1 lost recreated",
                        "backup/1004/1 lost recreated",
                        "backup/1002/1/tasks/1 lost recreated",
                        "backup/1004/1/tasks/1 lost recreated",
                        "source.recreated");
    }

    @Test
    void aWalkBeginsWhereAllTenantsWereLastReadAndNotSomeOfThem() {
        var few = new Watching(LifePolicy.DEFAULT.reading(2));
        few.cluster.tenant(1002, "orders");
        few.cluster.startJob(1002, 1);
        few.cluster.complete(1002, 1);
        few.cluster.pass(Watching.SECOND);
        Instant lastWhole = few.cluster.clock();
        few.poll();
        for (long id = 2; id < 20; id++) {
            few.cluster.startJob(1002, id);
            few.cluster.complete(1002, id);
        }
        few.cluster.pass(LONG);
        few.pollInParts(List.of(SYS));
        few.cluster.pass(LONG);

        var walk = (HistoryQuery.InTimeOrder) few.poll().asked().queries().get(0);
        assertThat(Objects.requireNonNull(walk.stretch().after()).end()).isEqualTo(lastWhole.minus(CatchUp.PATIENCE));
    }

    @Test
    void aWalkIsDroppedForDirectReadingsAndTheRestIsToldOnce() {
        for (long id = 2; id < 700; id++) {
            cluster.startJob(1002, id);
            cluster.complete(1002, id);
        }
        cluster.pass(LONG);
        int told = watching.told().size();
        assertThat(watching.lives().isCatchingUp()).isTrue();
        told += watching.pollInParts(List.of(SYS, ORDERS)).told().size();
        assertThat(watching.lives().isCatchingUp()).isFalse();

        assertThat(told).isEqualTo(698 * 2);
        assertThat(cluster.history(RowKind.JOB).all()).hasSize(698);
        watching.quietFor(Duration.ofMinutes(1));
    }
}
