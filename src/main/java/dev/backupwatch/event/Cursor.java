package dev.backupwatch.event;

import java.util.Optional;

/**
 * The last event a subscriber has seen. Travels as the SSE {@code id} and comes back as {@code Last-Event-ID}, so its
 * text form is part of the wire contract: {@code <epoch>-<sequence>}, the sequence a decimal without leading zeros.
 */
public record Cursor(Epoch epoch, Sequence sequence) {

    private static final int MOST_DIGITS = 18;

    /** Empty for text that no version of this service can have issued: a bad cursor is a client's mistake, not a failure. */
    public static Optional<Cursor> parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 1) {
            return Optional.empty();
        }
        String digits = text.substring(dash + 1);
        if (!isCanonicalNumber(digits)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Cursor(new Epoch(text.substring(0, dash)), new Sequence(Long.parseLong(digits))));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isCanonicalNumber(String digits) {
        return !digits.isEmpty()
                && digits.length() <= MOST_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                && (digits.length() == 1 || digits.charAt(0) != '0');
    }

    @Override
    public String toString() {
        return epoch.value() + "-" + sequence.value();
    }
}
