package dev.backupwatch.stream;

import java.time.Duration;
import java.util.Optional;

/**
 * What a subscriber asked for.
 *
 * @param cursor where it goes on, as it came; {@code oldest} is one too
 * @param withSnapshot whether a stream without a cursor begins with the state
 * @param bookmarks how often at least it is told how far it is
 */
public record Subscription(Filter filter, Optional<String> cursor, boolean withSnapshot, Duration bookmarks) {

    public static final Duration SLOWEST_BOOKMARKS = Duration.ofSeconds(15);
}
