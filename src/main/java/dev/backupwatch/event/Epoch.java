package dev.backupwatch.event;

import java.util.random.RandomGenerator;

/** One writer's time in the log. Each start of a writer and each takeover begins a new one. */
public record Epoch(String value) {

    private static final int RADIX = 36;
    private static final long SMALLEST_OF_EIGHT_DIGITS = (long) Math.pow(RADIX, 7);

    public Epoch {
        if (value.isEmpty() || !value.chars().allMatch(Epoch::isAllowed)) {
            throw new IllegalArgumentException("an epoch is made of a-z and 0-9: " + value);
        }
    }

    /** Drawn, not counted: a log that was lost and begun anew must not reuse the epochs of the old one. */
    public static Epoch drawn(RandomGenerator random) {
        return new Epoch(
                Long.toString(random.nextLong(SMALLEST_OF_EIGHT_DIGITS, SMALLEST_OF_EIGHT_DIGITS * RADIX), RADIX));
    }

    private static boolean isAllowed(int character) {
        return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
    }
}
