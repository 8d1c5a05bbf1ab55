package dev.backupwatch.insight;

import dev.backupwatch.event.Standstill.Movement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a row last moved, by the database's clock.
 *
 * @param moved when it was first seen, until it moves
 * @param what moved then; absent until it moves
 * @param phase its status since
 * @param pauses the longest time between two movements in each phase, of those that we watched from end to end
 */
record Rest(Instant moved, @Nullable Movement what, String phase, Map<String, Duration> pauses) {

    Rest {
        pauses = Map.copyOf(pauses);
    }

    static Rest of(Instant seen, String phase) {
        return new Rest(seen, null, phase, Map.of());
    }

    /** @param isWatched whether every poll since the last movement was complete */
    Rest on(Instant at, Movement movement, String nextPhase, boolean isWatched) {
        Map<String, Duration> longest = pauses;
        Duration pause = Duration.between(moved, at);
        if (isWatched && pause.compareTo(longest.getOrDefault(phase, Duration.ZERO)) > 0) {
            longest = new HashMap<>(pauses);
            longest.put(phase, pause);
        }
        return new Rest(at, movement, nextPhase, longest);
    }

    /** Where the clock was set back meanwhile, the time counts anew. */
    Rest noLaterThan(Instant now) {
        return moved.isAfter(now) ? new Rest(now, what, phase, pauses) : this;
    }
}
