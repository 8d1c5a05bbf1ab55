package dev.backupwatch.diff;

/** A moment between two reads of one poll: the views have no common snapshot, so anything may happen there. */
public enum Gap {
    AFTER_THE_CLOCK,
    AFTER_JOBS,
    AFTER_TASKS,
    BETWEEN_PROBES,
    AFTER_PROBES,
    BETWEEN_PAGES,
    BEFORE_TENANTS
}
