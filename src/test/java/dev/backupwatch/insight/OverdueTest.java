package dev.backupwatch.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Overdue;
import dev.backupwatch.event.Severity;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantEvent.Cause;
import dev.backupwatch.event.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OverdueTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration ANY = Duration.ofHours(26);
    private static final InsightPolicy POLICY = new InsightPolicy(
            Duration.ofMinutes(10), Map.of(Overdue.Kind.ANY, ANY, Overdue.Kind.FULL, Duration.ofDays(8)));
    private static final String OVERDUE = "tenant.overdue tenants/1002";
    private static final String CAUGHT_UP = "tenant.caught_up tenants/1002";

    private final Watched watched = new Watched(POLICY);

    @Test
    void aTenantIsOverdueWhenItsLastSuccessIsOlderThanItMayBeAndNotAMomentEarlier() {
        backUp(1, "INC");
        watched.recollect();
        Instant ended = watched.cluster.clock();
        watched.pass(ANY.minusNanos(1000));
        watched.poll();
        assertThat(watched.pollAfter(Duration.ofNanos(1000))).contains(OVERDUE);
        var event = watched.tenantEvent("tenant.overdue");
        assertThat(event.severity()).isEqualTo(Severity.WARNING);
        assertThat(event.overdue()).isEqualTo(new Overdue(Overdue.Kind.ANY, ANY, ended, ended.plus(ANY)));
        assertThat(watched.pollFor(Duration.ofHours(5), MINUTE)).doesNotContain(OVERDUE);
    }

    @Test
    void whatCameAgainIsToldOnce() {
        backUp(1, "FULL");
        watched.recollect();
        watched.pass(ANY);
        watched.poll();
        backUp(2, "INC");
        assertThat(watched.tenantEvent("tenant.caught_up").cause()).isEqualTo(Cause.SUCCESS);
        assertThat(watched.pollAfter(MINUTE)).isEmpty();
    }

    @Test
    void aFailureIsNoSuccess() {
        backUp(1, "FULL");
        watched.recollect();
        watched.pass(ANY.minusHours(1));
        watched.start(1002, 2, "FULL");
        watched.poll();
        watched.cluster.finish(1002, 2, "FAILED", -4009);
        watched.poll();
        assertThat(watched.pollAfter(Duration.ofHours(1))).contains(OVERDUE);
    }

    @Test
    void incrementalBackupsDoNotMakeUpForAFullOne() {
        backUp(1, "FULL");
        watched.recollect();
        for (int day = 1; day < 8; day++) {
            watched.pass(DAY);
            backUp(1 + day, "INC");
            assertThat(watched.pollAfter(SECOND)).isEmpty();
        }
        watched.pass(DAY.plus(SECOND));
        assertThat(watched.poll()).contains(OVERDUE);
        assertThat(Objects.requireNonNull(watched.tenantEvent("tenant.overdue").overdue())
                        .kind())
                .isEqualTo(Overdue.Kind.FULL);
    }

    @Test
    void aFullBackupBehindSixIncrementalOnesIsFoundInTheHistory() {
        history(1, "FULL", Duration.ofDays(7));
        for (int day = 1; day < 7; day++) {
            history(1 + day, "INC", Duration.ofDays(7 - day));
        }
        watched.poll();
        watched.recollect();
        assertThat(watched.pollAfter(SECOND)).doesNotContain(OVERDUE);
    }

    @Test
    void nothingIsSaidOfATenantWhosePastWasNotReadYet() {
        history(1, "FULL", Duration.ofDays(9));
        assertThat(watched.poll()).isEmpty();
        assertThat(watched.pollFor(Duration.ofMinutes(10), MINUTE)).isEmpty();
        watched.recollect();
        assertThat(watched.pollAfter(SECOND)).containsExactly(OVERDUE, OVERDUE);
    }

    @Test
    void whatWasReadOfATenantWhileTheViewsHidItIsNotTakenForItsPast() {
        Instant created = watched.cluster.clock().minus(DAY.multipliedBy(30));
        watched.cluster.tenant(new Tenant(new TenantId(1002), "orders", "USER", "NORMAL", "PRIMARY", created));
        history(1, "FULL", Duration.ofHours(1));
        watched.poll();
        watched.cluster.hide(1002);
        watched.recollect();
        watched.cluster.show(1002);
        assertThat(watched.pollAfter(SECOND)).doesNotContain(OVERDUE);
        assertThat(watched.insights().unread(watched.lives())).contains(new TenantId(1002));
        watched.recollect();
        assertThat(watched.pollAfter(SECOND)).doesNotContain(OVERDUE);
        assertThat(watched.insights().unread(watched.lives())).doesNotContain(new TenantId(1002));
    }

    @Test
    void aTenantThatNeverHadABackupIsOverdueSinceItWasCreated() {
        Instant created = watched.cluster.clock().minus(ANY);
        watched.cluster.tenant(
                new Tenant(new TenantId(1006), "crm", "USER", "NORMAL", "PRIMARY", created.plus(MINUTE)));
        watched.poll();
        watched.recollect();
        assertThat(watched.poll()).isEmpty();
        assertThat(watched.pollAfter(MINUTE)).containsExactly("tenant.overdue tenants/1006");
        assertThat(Objects.requireNonNull(watched.tenantEvent("tenant.overdue").overdue())
                        .lastSuccess())
                .isNull();
    }

    @Test
    void onlyTenantsThatHoldDataOfTheirOwnAreExpectedToHaveOne() {
        watched.cluster.tenant(tenant(1006, "USER", "NORMAL", "STANDBY"));
        watched.cluster.tenant(tenant(1007, "META", "NORMAL", "PRIMARY"));
        watched.cluster.tenant(tenant(1008, "USER", "CREATING", "PRIMARY"));
        watched.poll();
        watched.recollect();
        List<String> told = watched.pollFor(Duration.ofDays(10), Duration.ofHours(1));
        assertThat(told)
                .containsExactly(
                        "tenant.overdue tenants/1002",
                        "tenant.overdue tenants/1004",
                        "tenant.overdue tenants/1002",
                        "tenant.overdue tenants/1004");
    }

    @Test
    void aTenantThatIsDroppedIsNotOverdueAnyMore() {
        watched.poll();
        watched.recollect();
        watched.pass(ANY);
        assertThat(watched.poll()).contains(OVERDUE);
        watched.cluster.drop(1002);
        assertThat(watched.pollFor(Duration.ofMinutes(6), MINUTE)).contains(CAUGHT_UP);
        assertThat(watched.insights().summary(new TenantId(1002), watched.lives()))
                .isEmpty();
    }

    @Test
    void whatIsNotAskedForAnyMoreIsClearedAfterARestart() {
        watched.poll();
        watched.recollect();
        watched.pass(ANY);
        assertThat(watched.poll()).contains(OVERDUE);
        watched.restart();
        assertThat(watched.pollAfter(SECOND)).isEmpty();
        watched.restart(POLICY.expecting(Overdue.Kind.ANY, Optional.empty()));
        assertThat(watched.pollAfter(SECOND)).contains(CAUGHT_UP);
        assertThat(watched.tenantEvent("tenant.caught_up").cause()).isEqualTo(Cause.NOT_EXPECTED);
    }

    @Test
    void withoutALimitNobodyIsOverdue() {
        var others = new Watched();
        others.poll();
        others.recollect();
        assertThat(others.pollFor(Duration.ofDays(40), DAY)).isEmpty();
    }

    @Test
    void noTenantIsOverdueByAPollThatReadSomeOfThemOnly() {
        watched.poll();
        watched.recollect();
        watched.pass(ANY);
        assertThat(watched.pollOnly(1, 1002, 1004)).isEmpty();
        assertThat(watched.poll()).contains(OVERDUE);
    }

    private static Tenant tenant(long id, String type, String status, String role) {
        return new Tenant(new TenantId(id), "t" + id, type, status, role, null);
    }

    private void backUp(long job, String type) {
        watched.start(1002, job, type);
        watched.poll();
        watched.cluster.complete(1002, job);
        watched.poll();
    }

    /** Ended so long ago. */
    private void history(long job, String type, Duration ago) {
        watched.pass(ago.negated());
        watched.start(1002, job, type);
        watched.cluster.complete(1002, job);
        watched.pass(ago);
    }
}
