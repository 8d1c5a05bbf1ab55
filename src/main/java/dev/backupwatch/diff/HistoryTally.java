package dev.backupwatch.diff;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** What became of one tenant's history rows of one kind in one poll; {@code rows} counts those dealt with, of pages by id. */
final class HistoryTally {

    static final HistoryTally NOTHING = new HistoryTally();

    final Map<Long, Instant> dealtWith = new HashMap<>();

    /** The ids of the rows that must wait, each once though two queries may meet it. */
    final SortedSet<Long> left = new TreeSet<>();

    long told;
    long rows;

    long lowestLeft() {
        return left.isEmpty() ? Long.MAX_VALUE : left.first();
    }
}
