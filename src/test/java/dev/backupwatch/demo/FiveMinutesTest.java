package dev.backupwatch.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Who starts dev mode and watches it for five minutes, at the pace that is the default. */
class FiveMinutesTest {

    private static final Duration PACE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(15);
    private static final Instant BEGIN = Instant.parse("2026-03-01T18:00:00Z");
    /** Some seconds before five minutes are over, for the poll that sees it, and the word to get around. */
    private static final Instant SEEN = BEGIN.plusSeconds(295);

    private final List<Planned> baselines = new ArrayList<>();
    private final List<Planned> rounds = new ArrayList<>();

    @BeforeEach
    void planned(RepetitionInfo repetition) {
        RoundPlanner planner = new RoundPlanner(repetition.getCurrentRepetition(), PACE, Release.V4_3_0_1);
        for (PastDay day : PastDay.FORTNIGHT) {
            Planned past = new Planned(planner.past(BEGIN.minus(Duration.ofDays(day.daysAgo())), day));
            if (day.daysAgo() <= 3) {
                baselines.add(past);
            }
        }
        Instant start = BEGIN;
        for (Course course : DemoCluster.FIRST_BACKUPS) {
            Planned round = new Planned(planner.next(start, course));
            rounds.add(round);
            start = round.end().plus(PAUSE);
        }
    }

    @RepeatedTest(100)
    void everythingIsOverInTime() {
        assertThat(rounds).hasSize(2);
        assertThat(rounds.get(1).end()).isBefore(SEEN);
    }

    @RepeatedTest(20)
    void theBackupsBeforeAllWereFullAndTookAboutThePace() {
        assertThat(baselines).hasSize(3);
        for (Planned baseline : baselines) {
            for (Tenant tenant : Tenant.ALL) {
                assertThat(baseline.type(tenant.id())).isEqualTo("FULL");
                assertThat(baseline.duration(View.JOBS, tenant.id())).isBetween(Duration.ofSeconds(51), PACE);
            }
        }
    }

    @RepeatedTest(20)
    void aTenantIsSkippedAndAnotherStallsAndGoesOn() {
        Planned first = rounds.get(0);

        long skipped = first.tenant(tenant -> first.writes(View.JOBS, tenant).isEmpty());
        long stalled = first.tenant(tenant -> first.longestRest(tenant).compareTo(Duration.ofSeconds(30)) > 0);
        assertThat(stalled).isNotEqualTo(skipped);
        assertThat(first.statuses(View.JOBS, stalled)).endsWith("COMPLETED");
        assertThat(first.statuses(View.JOBS, Tenant.SYS)).endsWith("COMPLETED");
    }

    @RepeatedTest(20)
    void aTenantFailsAndAnotherTakesMoreThanTwiceAsLongAsEverBefore() {
        Planned second = rounds.get(1);

        long failed = second.tenant(tenant -> second.statuses(View.JOBS, tenant).contains("FAILED"));
        long slow = second.tenant(tenant -> second.duration(View.JOBS, tenant).compareTo(PACE.multipliedBy(2)) > 0);
        assertThat(slow).isNotEqualTo(failed);
        assertThat(second.type(slow)).isEqualTo("FULL");
        Duration taken = second.duration(View.JOBS, slow);
        for (Planned baseline : baselines) {
            Duration before = baseline.duration(View.JOBS, slow);
            assertThat(taken).isGreaterThan(before.multipliedBy(2)).isGreaterThan(before.plusSeconds(30));
        }
    }

    @RepeatedTest(20)
    void nothingElseRestsForLong() {
        List<Long> restless = new ArrayList<>();
        for (Planned round : rounds) {
            for (Tenant tenant : Tenant.ALL) {
                if (round.longestRest(tenant.id()).compareTo(Duration.ofSeconds(19)) > 0) {
                    restless.add(tenant.id());
                }
            }
        }
        assertThat(restless).hasSize(1);
    }
}
