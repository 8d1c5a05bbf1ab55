package dev.backupwatch.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Which bookmarks one stream owes: by the time, and to those who asked by a ping. */
final class Bookmarks {

    private static final int MOST_PINGS = 64;

    private final Duration period;
    private final Deque<String> pings = new ArrayDeque<>(0);
    private Instant due = Instant.MAX;

    Bookmarks(Duration period) {
        this.period = period;
    }

    /** Also when the clock was set back: one that is due in more than a period would be late. */
    boolean isDue(Instant now) {
        return !now.isBefore(due) || now.plus(period).isBefore(due);
    }

    boolean isOwed(Instant now) {
        return !pings.isEmpty() || isDue(now);
    }

    void dueAt(Instant instant) {
        due = instant;
    }

    /** As if one were sent now: early enough that the tick which finds the next one due is not too late. */
    void restart(Instant now) {
        due = now.plus(period).minus(Subscribers.TICK);
    }

    void ping(String requestId) {
        if (pings.size() < MOST_PINGS) {
            pings.add(requestId);
        }
    }

    /** The request that the next one answers; a bookmark that is due by the time answers none. */
    @Nullable
    String next(Instant now) {
        @Nullable String requestId = pings.poll();
        if (requestId == null) {
            restart(now);
        }
        return requestId;
    }
}
