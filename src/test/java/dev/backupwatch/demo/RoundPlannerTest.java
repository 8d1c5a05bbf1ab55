package dev.backupwatch.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundPlannerTest {

    private static final Instant START = Instant.parse("2026-03-01T18:00:00Z");
    private static final Duration PACE = Duration.ofMinutes(1);
    private static final PastDay A_GOOD_DAY = PastDay.well(1, TenantBackup.BackupType.FULL);

    @ParameterizedTest
    @MethodSource("courses")
    void theSameSeedGivesTheSamePlan(Course course) {
        assertThat(planner(7).next(START, course)).isEqualTo(planner(7).next(START, course));
    }

    @Test
    void aTaskThatCompletesGoesThroughEveryStage() {
        assertThat(statuses(planner(1).past(START, A_GOOD_DAY), View.TASKS, 1004))
                .containsExactly(
                        "INIT",
                        "BACKUP_SYS_META",
                        "BACKUP_USER_META",
                        "BACKUP_META_FINISH",
                        "BACKUP_DATA_MINOR",
                        "BACKUP_DATA_MAJOR",
                        "BACKUP_LOG",
                        "COMPLETED");
    }

    @Test
    void aFailureIsExplainedBeforeItIsAdmitted() {
        List<PlannedStep> plan = planner(1).next(START, Course.ONE_TENANT_FAILS);

        List<Map<String, ?>> jobUpdates = updates(plan, View.JOBS);
        int explained = indexWith(jobUpdates, "COMMENT");
        assertThat(jobUpdates.get(explained)).doesNotContainKey("STATUS");
        assertThat(jobUpdates.subList(explained, jobUpdates.size()).toString()).contains("STATUS=FAILED");
        assertThat(statuses(plan, View.JOBS, Tenant.SYS)).containsExactly("INIT", "DOING", "FAILED");
        assertThat(updates(plan, View.TASKS).toString()).contains("STATUS=FAILED", "STATUS=COMPLETED");
    }

    @Test
    void aCancellationReachesEveryTenantThatStillRuns() {
        List<PlannedStep> plan = planner(1).next(START, Course.IS_CANCELED);

        for (Tenant tenant : Tenant.ALL) {
            assertThat(statuses(plan, View.TASKS, tenant.id())).endsWith("CANCELING", "CANCELED");
        }
        assertThat(statuses(plan, View.JOBS, Tenant.SYS)).endsWith("CANCELING", "CANCELED");
    }

    @RepeatedTest(50)
    void theSysJobEndsAfterItsTenantsAndEveryTimeIsInOrder(RepetitionInfo repetition) {
        List<PlannedStep> plan = planner(repetition.getCurrentRepetition()).past(START, A_GOOD_DAY);

        assertThat(plan).extracting(PlannedStep::at).isSorted();
        List<ViewChange> changes = plan.stream().map(PlannedStep::change).toList();
        int lastTenant = indexOfLast(changes, ViewChange.MovedToHistory.class);
        assertThat(indexOfLast(changes, ViewChange.SysJobCopiedToHistory.class)).isGreaterThan(lastTenant);
        assertThat(changes.get(changes.size() - 1)).isInstanceOf(ViewChange.MovedSysJobRemoved.class);
    }

    @RepeatedTest(50)
    void theProgressIsWhatTheViewWouldCompute(RepetitionInfo repetition) {
        for (PlannedStep step : planner(repetition.getCurrentRepetition()).past(START, A_GOOD_DAY)) {
            if (step.change() instanceof ViewChange.Updated updated
                    && updated.columns().containsKey("DATA_PROGRESS")) {
                assertThat(updated.columns().get("DATA_PROGRESS")).isEqualTo(progress(updated.columns()));
            }
        }
    }

    @Test
    void inThreeHundredRoundsThereIsEverythingTheDemoPromises() {
        RoundPlanner planner = planner(3);
        List<PlannedStep> steps = new ArrayList<>();
        for (int round = 0; round < 300; round++) {
            steps.addAll(planner.next(START));
        }

        assertThat(steps.toString())
                .contains("BACKUP_TYPE=INC", "BACKUP_TYPE=FULL", "INITIATOR_JOB_ID=0", "DATA_PROGRESS=99.99")
                .contains("RESULT=-4009", "RESULT=-4012", "RESULT=-4072");
    }

    @Test
    void onlyADrawnRoundHasATenantsOwnBackupBesideIt() {
        RoundPlanner planner = planner(3);
        for (int round = 0; round < 50; round++) {
            assertThat(planner.next(START, Course.COMPLETES).toString()).doesNotContain("INITIATOR_JOB_ID=0");
        }
    }

    @RepeatedTest(20)
    void inTheFortnightBeforeATenantFailedAnotherWasSkippedAndAFewDaysWereIncremental(RepetitionInfo repetition) {
        RoundPlanner planner = planner(repetition.getCurrentRepetition());
        for (PastDay day : PastDay.FORTNIGHT) {
            var plan = new Planned(planner.past(START.minus(Duration.ofDays(day.daysAgo())), day));
            boolean isIncremental = List.of(12, 8, 5).contains(day.daysAgo());
            assertThat(plan.type(Tenant.SYS)).isEqualTo(isIncremental ? "INC" : "FULL");
            assertThat(plan.statuses(View.JOBS, Tenant.SYS)).endsWith(day.daysAgo() == 10 ? "FAILED" : "COMPLETED");
            assertThat(plan.statuses(View.JOBS, 1002)).endsWith("COMPLETED");
            assertThat(plan.statuses(View.JOBS, 1004)).endsWith(day.daysAgo() == 10 ? "FAILED" : "COMPLETED");
            assertThat(plan.statuses(View.JOBS, 1006).isEmpty()).isEqualTo(day.daysAgo() == 6);
        }
        assertThat(PastDay.FORTNIGHT)
                .extracting(PastDay::daysAgo)
                .startsWith(14)
                .endsWith(3, 2, 1);
    }

    static List<Course> courses() {
        return List.of(
                Course.COMPLETES,
                Course.of(TenantCourse.FAILS, TenantCourse.STALLS, TenantCourse.IS_SKIPPED),
                Course.of(TenantCourse.HAS_A_LONG_TAIL, TenantCourse.RETRIES, TenantCourse.PAUSES),
                Course.of(TenantCourse.WRITES_IN_BURSTS, TenantCourse.IS_SLOW).inFull(),
                Course.IS_CANCELED,
                Course.CANCELING_HANGS,
                Course.PARENT_HANGS);
    }

    private static RoundPlanner planner(long seed) {
        return new RoundPlanner(seed, PACE, Release.V4_3_0_1);
    }

    private static BigDecimal progress(Map<String, ?> columns) {
        long total = (Long) Objects.requireNonNull(columns.get("MACRO_BLOCK_COUNT"));
        long finished = (Long) Objects.requireNonNull(columns.get("FINISH_MACRO_BLOCK_COUNT"));
        if (finished > total) {
            return new BigDecimal("99.99");
        }
        return BigDecimal.valueOf(Math.round(finished * 10_000.0 / total), 2);
    }

    private static int indexWith(List<Map<String, ?>> updates, String column) {
        for (int i = 0; i < updates.size(); i++) {
            if (updates.get(i).containsKey(column)) {
                return i;
            }
        }
        throw new AssertionError("nothing sets " + column);
    }

    private static int indexOfLast(List<ViewChange> changes, Class<?> kind) {
        int last = -1;
        for (int i = 0; i < changes.size(); i++) {
            last = kind.isInstance(changes.get(i)) ? i : last;
        }
        return last;
    }

    private static List<Map<String, ?>> updates(List<PlannedStep> plan, View view) {
        List<Map<String, ?>> updates = new ArrayList<>();
        for (PlannedStep step : plan) {
            if (step.change() instanceof ViewChange.Updated updated && updated.view() == view) {
                updates.add(new HashMap<>(updated.columns()));
            }
        }
        return updates;
    }

    private static List<String> statuses(List<PlannedStep> plan, View view, long tenantId) {
        return new Planned(plan).statuses(view, tenantId);
    }
}
