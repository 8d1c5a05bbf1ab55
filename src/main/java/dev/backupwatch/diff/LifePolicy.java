package dev.backupwatch.diff;

import java.time.Duration;

/**
 * How patient the watch over lives is.
 *
 * @param history how often the history is probed when nothing else asks for it
 * @param lostAfter how long a row may be in neither view, while its tenant is NORMAL, before it is told as lost
 */
public record LifePolicy(Duration history, Duration lostAfter) {

    /** How often the tenants' names and states are read when no row is pending. */
    static final Duration TENANTS = Duration.ofMinutes(5);

    /** How long after its job a task's history row may come; the two are moved together, but may be seen apart. */
    static final Duration LATEST_TASK = Duration.ofDays(1);

    /** How long something unresolved is asked for in every poll; later it waits for the regular probe. */
    static final Duration EAGER = Duration.ofSeconds(10);

    public static final LifePolicy DEFAULT = new LifePolicy(Duration.ofSeconds(30), Duration.ofMinutes(10));
}
