package dev.backupwatch.eventlog.sqlite;

import java.time.Duration;

/**
 * How much of the past is kept. Both hold at once, and whole polls go, oldest first.
 *
 * @param age events older than this go
 * @param bytes the database and its write-ahead log together stay within this, except that the newest poll, the state and
 *     the notes are kept whatever their size
 */
public record Retention(Duration age, long bytes) {

    private static final long FEWEST_BYTES = 256 * 1024;

    public Retention {
        if (age.isNegative() || age.isZero()) {
            throw new IllegalArgumentException("events must be kept for some time, but the age is " + age);
        }
        if (bytes < FEWEST_BYTES) {
            throw new IllegalArgumentException(
                    "a log needs at least %d bytes, but the size is %d".formatted(FEWEST_BYTES, bytes));
        }
    }
}
