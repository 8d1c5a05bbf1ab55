package dev.backupwatch.watch;

import dev.backupwatch.source.ClusterTarget.Pace;
import java.time.Duration;

/** When the next poll starts. */
record Pacing(Pace pace) {

    private static final int MOST_DOUBLINGS = 5;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** From the start of one poll to the start of the next: longer the more polls have failed in a row. */
    Duration interval(WatchState state) {
        Duration interval = state.isActive() ? pace.active() : pace.idle();
        if (state.failures() == 0) {
            return interval;
        }
        Duration backedOff = interval.multipliedBy(1L << Math.min(state.failures() - 1, MOST_DOUBLINGS));
        return backedOff.compareTo(LONGEST) > 0 ? longer(interval, LONGEST) : backedOff;
    }

    /**
     * Never two polls at a time: one that took longer than the interval delays the next.
     *
     * @param elapsed since the last poll started; negative where the clock was set back meanwhile
     */
    Duration delay(WatchState state, Duration elapsed) {
        Duration rest = interval(state).minus(longer(elapsed, Duration.ZERO));
        return longer(rest, Duration.ZERO);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
