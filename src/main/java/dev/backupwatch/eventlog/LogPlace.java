package dev.backupwatch.eventlog;

/**
 * How far a log of records was read that is written elsewhere.
 *
 * @param position that log's own number of the newest record, 0 before the first; it only rises, and may leave numbers out
 * @param record that record's name, which no other has: a log that lost its tail gives the same numbers again. Empty before
 *     the first
 */
public record LogPlace(long position, String record) {

    public static final LogPlace BEGIN = new LogPlace(0, "");
}
