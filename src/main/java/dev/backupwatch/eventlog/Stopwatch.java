package dev.backupwatch.eventlog;

import java.time.Duration;

/** Measures time that nobody can set. */
@FunctionalInterface
public interface Stopwatch {

    /** Since a moment that does not change while the process lives, also while the process was stopped. */
    Duration elapsed();
}
