package dev.backupwatch.diff;

import static dev.backupwatch.diff.ScriptedCluster.job;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AbsenceTest {

    private static final Duration LOST_AFTER = LifePolicy.DEFAULT.lostAfter();

    private final Watching watching = new Watching();
    private final ScriptedCluster cluster = watching.cluster;

    @BeforeEach
    void aRunningBackup() {
        cluster.tenant(1002, "orders");
        watching.poll();
        cluster.startJob(1002, 1);
        cluster.startTask(1002, 1, 1);
        watching.poll();
    }

    @Test
    void aTenantHiddenForThreePollsTellsNothing() {
        cluster.hide(1002);
        watching.quietFor(Duration.ofSeconds(3));
        cluster.show(1002);
        watching.quietFor(Duration.ofMinutes(15));
    }

    @Test
    void whatChangedWhileItsTenantWasHiddenIsOneChange() {
        cluster.hide(1002);
        watching.quietFor(Duration.ofSeconds(3));
        cluster.jobStatus(1002, 1, "DOING");
        cluster.show(1002);

        assertThat(watching.told()).containsExactly("backup/1002/1 status_changed live");
    }

    @Test
    void aTenantThatIsNotNormalForAnHourLosesNothing() {
        cluster.tenant(1002, "orders", "DROPPING");
        cluster.hide(1002);
        watching.quietFor(Duration.ofHours(1));
        cluster.tenant(1002, "orders");
        watching.quietFor(Duration.ofMinutes(4));
        cluster.show(1002);
        watching.quietFor(Duration.ofMinutes(20));
    }

    /** While a tenant is not NORMAL its rows are hidden, so that the time before it says nothing of the time after it. */
    @Test
    void theTimeUntilALossBeginsAnewWhenTheTenantIsNormalAgain() {
        cluster.hide(1002);
        watching.quietFor(LOST_AFTER.minusMinutes(1));
        cluster.tenant(1002, "orders", "RESTORE");
        watching.quietFor(Duration.ofMinutes(10));
        cluster.tenant(1002, "orders");

        watching.quietFor(LOST_AFTER.minusMinutes(5));
    }

    @Test
    void aRowThatShowedInBetweenIsNotLostForTheTimeBefore() {
        cluster.hide(1002);
        watching.quietFor(LOST_AFTER.minusMinutes(1));
        cluster.show(1002);
        watching.quietFor(Duration.ofSeconds(2));
        cluster.hide(1002);

        watching.quietFor(LOST_AFTER.minusMinutes(1));
    }

    @Test
    void aTenantWhoseMetaTenantIsNotNormalForAnHourLosesNothing() {
        cluster.tenant(1001, "META$1002", "RESTORE");
        cluster.hide(1002);
        watching.quietFor(Duration.ofHours(1));
        cluster.show(1002);
        watching.quietFor(Duration.ofMinutes(20));
    }

    @Test
    void theMetaTenantOfAnotherIsNoReasonToWait() {
        cluster.tenant(1001, "META$1004", "RESTORE");
        cluster.hide(1002);
        watching.quietFor(Duration.ofSeconds(1));
        watching.quietFor(LOST_AFTER.minusSeconds(1));

        assertThat(watching.told())
                .containsExactly("backup/1002/1/tasks/1 lost vanished", "backup/1002/1 lost vanished");
    }

    @Test
    void theRowsOfADroppedTenantAreLostAtOnce() {
        cluster.drop(1002);

        assertThat(watching.told())
                .containsExactly("backup/1002/1/tasks/1 lost tenant_dropped", "backup/1002/1 lost tenant_dropped");
        watching.quietFor(Duration.ofMinutes(15));
    }

    @Test
    void aTenantThatIsDroppedAfterLongInTheRecycleBinIsLostWhenTheTenantsAreNextRead() {
        cluster.tenant(1002, "orders", "DROPPING");
        cluster.hide(1002);
        for (int poll = 0; poll < 900; poll++) {
            assertThat(watching.pollAfter(Duration.ofMillis(17)).events()).isEmpty();
        }
        cluster.drop(1002);
        Instant dropped = cluster.clock();
        List<String> told = List.of();
        while (told.isEmpty() && cluster.clock().isBefore(dropped.plus(Duration.ofHours(1)))) {
            told = watching.pollAfter(Duration.ofMillis(17)).told();
        }

        assertThat(told).hasSize(2).allMatch(sentence -> sentence.endsWith("lost tenant_dropped"));
        assertThat(Duration.between(dropped, cluster.clock())).isLessThan(Duration.ofSeconds(310));
    }

    @Test
    void aListOfTenantsWithoutSysIsNotTheClustersAndDropsNobody() {
        cluster.forgetTenants();
        cluster.tenant(1004, "users");
        cluster.hide(1002);

        watching.quietFor(Duration.ofMinutes(5));
    }

    @Test
    void aRowInNeitherViewIsLostExactlyWhenItsTimeIsUp() {
        cluster.eraseRowsOf(1002);
        assertThat(watching.poll(gap -> {}).events()).isEmpty();
        cluster.pass(LOST_AFTER.minusNanos(1));
        assertThat(watching.poll(gap -> {}).events()).isEmpty();
        cluster.pass(Duration.ofNanos(1));

        assertThat(watching.told())
                .containsExactly("backup/1002/1/tasks/1 lost vanished", "backup/1002/1 lost vanished");
        watching.quietFor(Duration.ofMinutes(15));
    }

    @Test
    void theTimeIsUpAlsoOneNanosecondLater() {
        cluster.eraseRowsOf(1002);
        watching.poll(gap -> {});
        cluster.pass(LOST_AFTER.plusNanos(1));

        assertThat(watching.told()).hasSize(2);
    }

    @Test
    void aRowIsNotLostOnAnOldWordThatItsTenantIsNormal() {
        cluster.hide(1002);
        watching.poll(gap -> {});
        cluster.pass(Duration.ofMinutes(6));
        watching.poll(gap -> {});
        cluster.tenant(1002, "orders", "DROPPING");
        cluster.pass(LOST_AFTER.minus(Duration.ofMinutes(6)).minusMillis(1));
        var decisive =
                watching.poll(gap -> cluster.pass(gap == Gap.AFTER_TASKS ? Duration.ofMillis(1) : Duration.ZERO));

        assertThat(decisive.events()).isEmpty();
        watching.quietFor(Duration.ofMinutes(15));
    }

    @Test
    void withoutTheRightToReadTheTenantsARowIsLostWhenItsTimeIsUp() {
        cluster.forgetTenants();
        cluster.eraseRowsOf(1002);
        watching.poll();

        assertThat(watching.pollAfter(LOST_AFTER).told())
                .containsExactly("backup/1002/1/tasks/1 lost vanished", "backup/1002/1 lost vanished");
    }

    @Test
    void whatWasLostAndIsThereAgainIsReturned() {
        lose();
        cluster.show(1002);

        assertThat(watching.told())
                .containsExactly("backup/1002/1 started returned", "backup/1002/1/tasks/1 started returned");
        cluster.complete(1002, 1);
        assertThat(watching.told())
                .containsExactly("backup/1002/1/tasks/1 completed history", "backup/1002/1 completed history");
    }

    @Test
    void whatWasLostAndAppearsInTheHistoryAfterAllIsToldItsEndingOnly() {
        lose();
        cluster.complete(1002, 1);
        cluster.show(1002);

        assertThat(watching.pollAfter(Duration.ofSeconds(30)).told())
                .containsExactly("backup/1002/1/tasks/1 completed history", "backup/1002/1 completed history");
        watching.quietFor(Duration.ofMinutes(2));
    }

    @Test
    void theEndingOfALostLifeIsToldAlsoWhenItHadEndedBeforeTheFirstLook() {
        var late = new Watching();
        late.cluster.tenant(1002, "orders");
        late.cluster.startJob(1002, 1);
        late.cluster.markEnded(job(1002, 1), "COMPLETED", 0);
        late.cluster.pass(Duration.ofSeconds(1));
        late.poll();
        late.cluster.hide(1002);
        late.poll();
        assertThat(late.pollAfter(LOST_AFTER).told()).containsExactly("backup/1002/1 lost vanished");
        late.cluster.move(job(1002, 1));
        late.cluster.show(1002);

        assertThat(late.pollAfter(Duration.ofSeconds(30)).told()).containsExactly("backup/1002/1 completed history");
    }

    private void lose() {
        cluster.hide(1002);
        watching.poll();
        assertThat(watching.pollAfter(LOST_AFTER).told()).hasSize(2);
    }
}
