package dev.backupwatch.settings;

/**
 * What a room's settings must be.
 *
 * @param <T> the config mapping
 */
public interface Rules<T> {

    /**
     * Looks at each value only within what it hands to the findings: a value that cannot be read is told already, and what
     * depends on it is left out.
     */
    void check(T settings, Findings findings);
}
