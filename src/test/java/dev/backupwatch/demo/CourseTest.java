package dev.backupwatch.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Each situation as a plan. */
class CourseTest {

    private static final Instant START = Instant.parse("2026-03-01T18:00:00Z");
    private static final Duration PACE = Duration.ofMinutes(1);
    private static final Duration HANG = Duration.ofSeconds(40);

    @RepeatedTest(20)
    void aSkippedTenantIsNamedAndGetsNoJobAndTheClustersJobSaysCompleted(RepetitionInfo repetition) {
        Planned round = round(repetition, Course.of(TenantCourse.IS_SKIPPED));

        long skipped = round.tenant(tenant -> round.writes(View.JOBS, tenant).isEmpty());
        assertThat(round.writes(View.TASKS, skipped)).isEmpty();
        assertThat(String.valueOf(
                        round.writes(View.JOBS, Tenant.SYS).get(0).columns().get("EXECUTOR_TENANT_ID")))
                .contains(Long.toString(skipped));
        assertThat(round.statuses(View.JOBS, Tenant.SYS)).containsExactly("INIT", "DOING", "COMPLETED");
    }

    @RepeatedTest(20)
    void aFailedTenantFailsAloneAndTheClustersJobWithIt(RepetitionInfo repetition) {
        Planned round = round(repetition, Course.ONE_TENANT_FAILS);

        long failed = round.tenant(tenant -> round.statuses(View.JOBS, tenant).contains("FAILED"));
        assertThat(round.statuses(View.TASKS, failed)).endsWith("FAILED");
        assertThat(round.statuses(View.JOBS, Tenant.SYS)).endsWith("FAILED");
    }

    @RepeatedTest(20)
    void aStalledTenantRestsForTwoThirdsOfThePaceAmongTheDataAndCompletes(RepetitionInfo repetition) {
        Planned round = round(repetition, Course.of(TenantCourse.STALLS));

        long stalled = round.tenant(tenant -> round.longestRest(tenant).compareTo(PACE.dividedBy(3)) > 0);
        assertThat(round.longestRest(stalled)).isBetween(Duration.ofSeconds(33), Duration.ofSeconds(43));
        assertThat(round.statuses(View.TASKS, stalled)).endsWith("BACKUP_DATA_MAJOR", "BACKUP_LOG", "COMPLETED");
    }

    @RepeatedTest(20)
    void aSlowTenantTakesMoreThanTwiceAsLongAndNeverRestsForLong(RepetitionInfo repetition) {
        Planned round = round(repetition, Course.of(TenantCourse.IS_SLOW));

        long slow = round.tenant(tenant -> round.duration(View.JOBS, tenant).compareTo(PACE.multipliedBy(2)) > 0);
        assertThat(round.longestRest(slow)).isLessThan(Duration.ofSeconds(20));
        assertThat(round.statuses(View.JOBS, slow)).endsWith("COMPLETED");
    }

    @Test
    void aSlowTenantWritesAsManyBytesAsEver() {
        Planned slow = planned(
                1,
                Course.of(TenantCourse.IS_SLOW, TenantCourse.IS_SLOW, TenantCourse.IS_SLOW)
                        .inFull());
        Planned usual = planned(1, Course.COMPLETES.inFull());

        for (Tenant tenant : Tenant.ALL) {
            assertThat(bytes(slow, tenant.id())).isEqualTo(bytes(usual, tenant.id()));
        }
    }

    @RepeatedTest(20)
    void aLongTailHasNearlyAllTabletsAfterHalfOfTheTime(RepetitionInfo repetition) {
        Planned round = round(repetition, Course.of(TenantCourse.HAS_A_LONG_TAIL));

        long tailed = round.tenant(tenant -> round.duration(View.TASKS, tenant)
                        .compareTo(PACE.multipliedBy(3).dividedBy(2))
                > 0);
        List<Planned.Write> counts = round.counts(tailed);
        Instant half =
                counts.get(0).at().plus(round.duration(View.TASKS, tailed).dividedBy(2));
        Planned.Write then = counts.stream()
                .filter(write -> write.at().isBefore(half))
                .reduce((earlier, later) -> later)
                .orElseThrow();
        assertThat(then.number("FINISH_TABLET_COUNT")).isGreaterThan(then.number("TABLET_COUNT") * 9 / 10);
        assertThat(then.decimal("DATA_PROGRESS")).isLessThan(new BigDecimal("95"));
    }

    @RepeatedTest(20)
    void retriesRaiseTheTotalsOfOneTenantAgainAndAgain(RepetitionInfo repetition) {
        Planned round = round(repetition, Course.of(TenantCourse.RETRIES));

        long retrying = round.tenant(tenant -> totals(round, tenant).size() > 2);
        assertThat(totals(round, retrying)).hasSize(7);
        assertThat(round.statuses(View.TASKS, retrying)).endsWith("COMPLETED");
    }

    @RepeatedTest(20)
    void pausesOfOneTenantAreShort(RepetitionInfo repetition) {
        Planned round = round(repetition, Course.of(TenantCourse.PAUSES));

        long pausing = round.tenant(tenant -> round.longestRest(tenant).compareTo(Duration.ofSeconds(5)) > 0);
        assertThat(round.longestRest(pausing)).isLessThan(Duration.ofSeconds(20));
    }

    @RepeatedTest(20)
    void burstsOfOneTenantAreFewAndBig(RepetitionInfo repetition) {
        Planned round = round(repetition, Course.of(TenantCourse.WRITES_IN_BURSTS));

        long bursting = round.tenant(tenant -> round.counts(tenant).size() < 18);
        assertThat(round.longestRest(bursting)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aCancellationThatHangsStaysCancelingForTwoThirdsOfThePace() {
        Planned round = planned(1, Course.CANCELING_HANGS);

        for (long tenant : List.of(1002L, 1004L, 1006L, Tenant.SYS)) {
            assertThat(round.statuses(View.JOBS, tenant)).endsWith("CANCELING", "CANCELED");
            assertThat(Duration.between(
                            round.when(View.JOBS, tenant, "CANCELING"), round.when(View.JOBS, tenant, "CANCELED")))
                    .isBetween(HANG, HANG.plusSeconds(15));
        }
        assertThat(round.longestRest(1002)).isBetween(HANG, HANG.plusSeconds(5));
    }

    @Test
    void aClustersJobThatHangsIsAllThatIsLeftForTwoThirdsOfThePace() {
        Planned round = planned(1, Course.PARENT_HANGS);

        Instant lastTenant = Tenant.ALL.stream()
                .map(tenant -> round.when(View.JOBS, tenant.id(), "COMPLETED"))
                .max(Instant::compareTo)
                .orElseThrow();
        assertThat(Duration.between(lastTenant, round.when(View.JOBS, Tenant.SYS, "COMPLETED")))
                .isBetween(HANG, HANG.plusSeconds(15));
        assertThat(round.statuses(View.JOBS, Tenant.SYS)).containsExactly("INIT", "DOING", "COMPLETED");
    }

    @Test
    void everyCourseIsDrawnNowAndThen() {
        Random random = new Random(1);
        Set<TenantCourse> tenants = new HashSet<>();
        Set<Course.Ending> endings = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            Course drawn = Course.draw(random);
            tenants.addAll(drawn.tenants());
            endings.add(drawn.ending());
        }

        assertThat(tenants).containsExactlyInAnyOrder(TenantCourse.values());
        assertThat(endings).containsExactlyInAnyOrder(Course.Ending.values());
    }

    @Test
    void thereAreNotMoreTroublesThanTenants() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Course.of(TenantCourse.FAILS, TenantCourse.FAILS, TenantCourse.FAILS, TenantCourse.FAILS));
    }

    private static Set<Long> totals(Planned round, long tenant) {
        Set<Long> totals = new HashSet<>();
        round.counts(tenant).forEach(write -> totals.add(write.number("MACRO_BLOCK_COUNT")));
        return totals;
    }

    private static long bytes(Planned round, long tenant) {
        List<Planned.Write> counts = round.counts(tenant);
        return counts.get(counts.size() - 1).number("OUTPUT_BYTES");
    }

    private static Planned round(RepetitionInfo repetition, Course course) {
        return planned(repetition.getCurrentRepetition(), course);
    }

    private static Planned planned(long seed, Course course) {
        return new Planned(new RoundPlanner(seed, PACE, Release.V4_3_0_1).next(START, course));
    }
}
