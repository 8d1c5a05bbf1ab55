package dev.backupwatch.diff;

import java.time.Duration;

/**
 * How patient the watch over lives is.
 *
 * @param history how often the history is probed when nothing else asks for it
 * @param lostAfter how long a row may be in neither view, while its tenant is NORMAL, before it is told as lost
 * @param backfill what ended within this time before the first look is told too; what ended before is the silent baseline
 * @param mostHistoryRows how many history rows of each kind one poll may read beyond the endings that it waits for
 */
public record LifePolicy(Duration history, Duration lostAfter, Duration backfill, int mostHistoryRows) {

    /** Jobs and tasks together make 500. */
    private static final int MOST_HISTORY_ROWS = 250;

    /** How often the tenants' names and states are read when no row is pending. */
    static final Duration TENANTS = Duration.ofMinutes(5);

    /** How long after its job a task's history row may come; the two are moved together, but may be seen apart. */
    static final Duration LATEST_TASK = Duration.ofDays(1);

    /** How long something unresolved is asked for in every poll; later it waits for the regular probe. */
    static final Duration EAGER = Duration.ofSeconds(10);

    /** How long after the views changed their shape a fall to 0 is taken for a default that shows through. */
    static final Duration SETTLING = Duration.ofMinutes(10);

    public LifePolicy(Duration history, Duration lostAfter) {
        this(history, lostAfter, Duration.ZERO, MOST_HISTORY_ROWS);
    }

    /** The same, but for how often the history is probed. */
    public LifePolicy probingEvery(Duration interval) {
        return new LifePolicy(interval, lostAfter, backfill, mostHistoryRows);
    }

    /** The same, but for how far back the first look tells. */
    public LifePolicy backfilling(Duration time) {
        return new LifePolicy(history, lostAfter, time, mostHistoryRows);
    }

    /** The same, but for how many history rows one poll may read. */
    public LifePolicy reading(int historyRows) {
        return new LifePolicy(history, lostAfter, backfill, historyRows);
    }

    public static final LifePolicy DEFAULT = new LifePolicy(Duration.ofSeconds(30), Duration.ofMinutes(10));
}
