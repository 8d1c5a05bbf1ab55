package dev.backupwatch.stream;

import dev.backupwatch.event.Visibility;
import java.time.Duration;
import java.util.Optional;

/**
 * What a subscriber asked for.
 *
 * @param cursor where it goes on, as it came; {@code oldest} is one too
 * @param withSnapshot whether a stream without a cursor begins with the state
 * @param bookmarks how often at least it is told how far it is
 * @param distrust why its cursor proves nothing; empty where the log alone decides
 * @param conflates whether it is spared progress that newer progress has overtaken while it is behind
 */
public record Subscription(
        Filter filter,
        Optional<String> cursor,
        Optional<Resume.Reason> distrust,
        boolean withSnapshot,
        Duration bookmarks,
        boolean conflates) {

    public static final Duration SLOWEST_BOOKMARKS = Duration.ofSeconds(15);

    /** Twice the tick, so that a bookmark is due some time after the last one. */
    public static final Duration FASTEST_BOOKMARKS = Subscribers.TICK.multipliedBy(2);

    public Subscription {
        if (bookmarks.compareTo(FASTEST_BOOKMARKS) < 0) {
            throw new IllegalArgumentException("bookmarks more often than every " + FASTEST_BOOKMARKS);
        }
    }

    /** One that is told everything. */
    public Subscription(Filter filter, Optional<String> cursor, boolean withSnapshot, Duration bookmarks) {
        this(filter, cursor, Optional.empty(), withSnapshot, bookmarks, false);
    }

    public Subscription conflating(boolean does) {
        return new Subscription(filter, cursor, distrust, withSnapshot, bookmarks, does);
    }

    /** One that begins anew whatever its cursor is, and says why. */
    public Subscription distrusting(Resume.Reason reason) {
        return new Subscription(filter, cursor, Optional.of(reason), withSnapshot, bookmarks, conflates);
    }

    public Subscription within(Visibility visibility) {
        return new Subscription(filter.within(visibility), cursor, distrust, withSnapshot, bookmarks, conflates);
    }
}
