package dev.backupwatch.diff;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What became of one tenant's history rows of one kind in one poll; {@code rows} counts those dealt with, of pages by id. */
final class HistoryTally {

    static final HistoryTally NOTHING = new HistoryTally();

    final Map<Long, Instant> dealtWith = new HashMap<>();
    long told;
    long left;
    long lowestLeft = Long.MAX_VALUE;
    long rows;
}
