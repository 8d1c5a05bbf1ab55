package dev.backupwatch.event;

import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run that completed, beside the median of the last ones of the same tenant and type.
 *
 * @param runs how many earlier ones there are to compare with: 1 to 5
 * @param duration in seconds
 * @param bytes of output; absent where they are not known
 * @param rate in bytes of output a second over the whole run; absent where it is not known
 */
public record Comparison(
        int runs,
        Measure duration,
        @Nullable Measure bytes,
        @Nullable Measure rate) {

    /** How many earlier runs it takes until something is called unusual. */
    private static final int ENOUGH = 3;

    /**
     * @param leastOfNote by how much the two must differ at least to be worth a word, whatever their ratio
     */
    public record Measure(double value, double usual, double leastOfNote) {

        private static final double OFF = 2;

        /** More than twice, or less than half, of what is usual. */
        public boolean isOff() {
            return Math.abs(value - usual) >= leastOfNote && (value > OFF * usual || usual > OFF * value);
        }
    }

    public static Measure seconds(Duration value, Duration usual) {
        return new Measure(value.toMillis() / 1000.0, usual.toMillis() / 1000.0, 30);
    }

    /** Whether anything is off by more than a factor of two, with enough runs to say what is usual. */
    public boolean isUnusual() {
        return runs >= ENOUGH
                && Stream.of(duration, bytes, rate).anyMatch(measure -> measure != null && measure.isOff());
    }
}
