package dev.backupwatch.insight;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The middle of some values; of two in the middle, what lies between. */
final class Medians {

    private Medians() {}

    static Optional<Duration> ofDurations(List<Duration> values) {
        return of(values.stream().mapToLong(Duration::toNanos)).map(Duration::ofNanos);
    }

    /** Of those that are known. */
    static Optional<Long> ofKnown(List<@Nullable Long> values) {
        return of(values.stream().filter(Objects::nonNull).mapToLong(Long::longValue));
    }

    private static Optional<Long> of(LongStream values) {
        long[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Optional.empty();
        }
        return Optional.of(sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }
}
