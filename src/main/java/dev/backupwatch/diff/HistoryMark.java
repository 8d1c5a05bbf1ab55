package dev.backupwatch.diff;

import java.time.Instant;
import java.util.Map;

/**
 * How far one tenant's history of one kind was read. It is what was read from the history, never what was seen live: a
 * tenant hidden at job 7, whose job 8 came and went and whose job 9 is live on its return, would lose job 8.
 *
 * @param accounted how many of its rows were dealt with: told, or silently taken as older than the first look
 * @param highest the highest id that the history held
 */
record HistoryMark(long accounted, long highest, ReadIds read) {

    static final HistoryMark NONE = new HistoryMark(0, 0, ReadIds.NONE);

    HistoryMark having(Map<Long, Instant> dealtWith) {
        return dealtWith.isEmpty() ? this : new HistoryMark(accounted, highest, read.plus(dealtWith));
    }
}
