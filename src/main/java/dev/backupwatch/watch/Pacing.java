package dev.backupwatch.watch;

import dev.backupwatch.source.ClusterTarget.Pace;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * When the next poll starts.
 *
 * @param chance a new number from 0 to 1 each time; many watchers that were started together shall not ask together
 */
record Pacing(Pace pace, DoubleSupplier chance) {

    /** By how much an interval may be shorter or longer than it should. */
    private static final double JITTER = 0.05;

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
        Duration rest = jittered(interval(state)).minus(longer(elapsed, Duration.ZERO));
        return longer(rest, Duration.ZERO);
    }

    private Duration jittered(Duration interval) {
        double factor = 1 - JITTER + 2 * JITTER * chance.getAsDouble();
        return Duration.ofNanos(Math.round(interval.toNanos() * factor));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
