package dev.backupwatch.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.Severity;
import dev.backupwatch.event.TenantId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SkipTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String SKIPPED = "tenant.skipped tenants/1004";

    private final Watched watched = new Watched();

    @Test
    void aTenantThatTheParentNamesAndThatGotNoJobIsToldWhenTheParentHasEnded() {
        clusterJobWithout1004();
        watched.cluster.complete(1002, 1);
        assertThat(watched.pollAfter(SECOND)).doesNotContain(SKIPPED);
        watched.cluster.complete(1, 1);
        assertThat(watched.pollAfter(SECOND)).containsExactly(SKIPPED);

        var event = watched.tenantEvent("tenant.skipped");
        assertThat(event.severity()).isEqualTo(Severity.ERROR);
        assertThat(event.identity().parent()).isEqualTo(new JobKey(TenantId.SYS, 1));
        assertThat(event.identity().tenantName()).isEqualTo("billing");
        assertThat(watched.pollAfter(SECOND)).isEmpty();
        assertThat(watched.insights().clusters()).isEmpty();
    }

    @Test
    void aTenantWhoseJobCameAndWentBetweenTwoPollsWasNotSkipped() {
        clusterJobWithout1004();
        watched.startChild(1004, 1, 1);
        watched.cluster.finish(1004, 1, "FAILED", -4009);
        watched.cluster.complete(1002, 1);
        watched.cluster.complete(1, 1);
        assertThat(watched.pollAfter(SECOND)).isEmpty();
    }

    @Test
    void whoCancelsLeavesNobodyOut() {
        clusterJobWithout1004();
        watched.cluster.finish(1002, 1, "CANCELED", -4072);
        watched.cluster.finish(1, 1, "CANCELED", -4072);
        assertThat(watched.pollAfter(SECOND)).doesNotContain(SKIPPED);
    }

    @Test
    void aClusterJobThatFailedForOneTenantMayHaveSkippedAnother() {
        clusterJobWithout1004();
        watched.cluster.finish(1002, 1, "FAILED", -4009);
        watched.cluster.finish(1, 1, "FAILED", -4009);
        assertThat(watched.pollAfter(SECOND)).containsExactly(SKIPPED);
    }

    @Test
    void aClusterJobThatFailedBeforeAnyTenantBeganSkippedNobody() {
        watched.poll();
        watched.startClusterJob(1, "1002,1004");
        watched.pollAfter(SECOND);
        watched.cluster.finish(1, 1, "FAILED", -4009);
        assertThat(watched.pollAfter(SECOND)).isEmpty();
    }

    @Test
    void ofATenantThatIsHiddenNothingIsSaidUntilItIsSeen() {
        clusterJobWithout1004();
        watched.cluster.tenant(1004, "billing", "UPGRADING");
        watched.cluster.hide(1004);
        watched.cluster.complete(1002, 1);
        watched.cluster.complete(1, 1);
        assertThat(watched.pollFor(Duration.ofMinutes(6), Duration.ofSeconds(30)))
                .doesNotContain(SKIPPED);
        watched.cluster.tenant(1004, "billing");
        watched.cluster.show(1004);
        assertThat(watched.pollFor(Duration.ofMinutes(6), Duration.ofSeconds(30)))
                .containsExactly(SKIPPED);
    }

    @Test
    void underAParentThatWasFoundRunningATenantMayHaveEndedBeforeTheFirstLookSoItsPastIsReadFirst() {
        watched.startClusterJob(1, "1002,1004");
        watched.startChild(1002, 1, 1);
        watched.startChild(1004, 1, 1);
        watched.cluster.complete(1004, 1);
        watched.pass(SECOND);
        watched.poll();
        watched.cluster.complete(1002, 1);
        watched.cluster.complete(1, 1);
        assertThat(watched.pollAfter(SECOND)).doesNotContain(SKIPPED);
        watched.recollect();
        assertThat(watched.pollFor(Duration.ofMinutes(1), Duration.ofSeconds(10)))
                .isEmpty();
        assertThat(watched.insights().clusters()).isEmpty();
    }

    @Test
    void underAParentThatWasFoundRunningASkippedTenantIsToldOnceItsPastIsRead() {
        watched.startClusterJob(1, "1002,1004");
        watched.startChild(1002, 1, 1);
        watched.poll();
        watched.cluster.complete(1002, 1);
        watched.cluster.complete(1, 1);
        assertThat(watched.pollAfter(SECOND)).doesNotContain(SKIPPED);
        watched.recollect();
        assertThat(watched.pollFor(Duration.ofMinutes(1), Duration.ofSeconds(10)))
                .containsExactly(SKIPPED);
    }

    @Test
    void aRestartBetweenTheTenantsAndTheParentsEndForgetsNoTenantAndTellsNoneTwice() {
        clusterJobWithout1004();
        watched.cluster.complete(1002, 1);
        watched.pollAfter(SECOND);
        watched.restart();
        watched.cluster.complete(1, 1);
        assertThat(watched.pollAfter(SECOND)).containsExactly(SKIPPED);
        watched.restart();
        assertThat(watched.pollFor(Duration.ofMinutes(1), Duration.ofSeconds(10)))
                .isEmpty();
    }

    @Test
    void noSkipIsToldFromAPollThatReadSomeTenantsOnly() {
        clusterJobWithout1004();
        watched.cluster.complete(1002, 1);
        watched.cluster.complete(1, 1);
        watched.pass(SECOND);
        assertThat(watched.pollOnly(1, 1002)).doesNotContain(SKIPPED);
        assertThat(watched.pollFor(Duration.ofMinutes(1), Duration.ofSeconds(10)))
                .containsExactly(SKIPPED);
    }

    private void clusterJobWithout1004() {
        watched.poll();
        watched.pass(SECOND);
        watched.startClusterJob(1, "1002, 1004");
        watched.startChild(1002, 1, 1);
        watched.poll();
    }
}
