package dev.backupwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.insight.InsightPolicy;
import dev.backupwatch.source.ClusterTarget.Pace;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacingTest {

    private static final Duration ACTIVE = Duration.ofSeconds(1);
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration CEILING = Duration.ofMinutes(1);
    private static final Pacing PACING =
            new Pacing(new Pace(ACTIVE, IDLE, Duration.ofSeconds(30), Duration.ofSeconds(10)), () -> 0.5);

    private static final WatchState QUIET =
            WatchState.initial(Picture.unseen(Outcomes.PROD, Outcomes.POLICY, InsightPolicy.DEFAULT));
    private static final WatchState BUSY = after(QUIET, Outcomes.running(ManualClock.START, Backup.of(1002, 1)));

    @Test
    void aClusterIsAskedMoreOftenWhileABackupRuns() {
        assertThat(PACING.interval(BUSY)).isEqualTo(ACTIVE);
        assertThat(PACING.interval(QUIET)).isEqualTo(IDLE);
    }

    @Test
    void repeatedFailuresBackOffToACeilingAndOneSuccessRestoresThePace() {
        WatchState state = BUSY;
        List<Duration> intervals = new ArrayList<>();
        for (int failure = 0; failure < 40; failure++) {
            state = after(state, Outcomes.FLEETING);
            intervals.add(PACING.interval(state));
        }

        assertThat(intervals).isSorted().startsWith(ACTIVE, ACTIVE.multipliedBy(2));
        assertThat(intervals).allMatch(interval -> interval.compareTo(CEILING) <= 0);
        assertThat(PACING.interval(after(state, Outcomes.running(ManualClock.START, Backup.of(1002, 1)))))
                .isEqualTo(ACTIVE);
    }

    @Test
    void aPaceSlowerThanTheCeilingIsNotSpedUpByFailures() {
        var slow = new Pacing(new Pace(Duration.ofMinutes(2), Duration.ofMinutes(5), ACTIVE, ACTIVE), () -> 0.5);
        WatchState state = BUSY;
        for (int failure = 0; failure < 10; failure++) {
            state = after(state, Outcomes.LASTING);
            assertThat(slow.interval(state)).isEqualTo(Duration.ofMinutes(2));
        }
    }

    @Test
    void theIntervalIsFromStartToStart() {
        assertThat(PACING.delay(BUSY, Duration.ofMillis(300))).isEqualTo(Duration.ofMillis(700));
    }

    @Test
    void noTwoWatchersKeepStepForLong() {
        var early = new Pacing(PACING.pace(), () -> 0);
        var late = new Pacing(PACING.pace(), () -> 1);

        assertThat(early.delay(BUSY, Duration.ZERO)).isEqualTo(Duration.ofMillis(950));
        assertThat(late.delay(BUSY, Duration.ZERO)).isEqualTo(Duration.ofMillis(1050));
        assertThat(late.interval(BUSY))
                .as("what is told is the interval aimed at")
                .isEqualTo(ACTIVE);
    }

    @Test
    void aPollThatTookLongerThanTheIntervalDelaysTheNextAndIsFollowedAtOnce() {
        assertThat(PACING.delay(BUSY, ACTIVE.minusNanos(1))).isEqualTo(Duration.ofNanos(1));
        assertThat(PACING.delay(BUSY, ACTIVE)).isZero();
        assertThat(PACING.delay(BUSY, ACTIVE.plusNanos(1))).isZero();
        assertThat(PACING.delay(BUSY, Duration.ofHours(1))).isZero();
    }

    @Test
    void aClockThatWasSetBackDuringAPollDoesNotPutOffTheNext() {
        assertThat(PACING.delay(BUSY, Duration.ofHours(-1))).isEqualTo(ACTIVE);
    }

    private static WatchState after(WatchState state, PollOutcome outcome) {
        return state.on(outcome).next();
    }
}
