package dev.backupwatch.eventlog;

import java.util.Optional;

/** How a log fares, for those who look after it. */
public interface LogCondition {

    /** Of a log that nobody else can trouble. */
    LogCondition SOUND = new LogCondition() {};

    /** Why nothing new comes at present. */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /** Why readers get nothing at all yet. */
    default Optional<String> notReadable() {
        return Optional.empty();
    }

    /** Where several processes share the log: whether this one writes it or stands by. */
    default Optional<String> role() {
        return Optional.empty();
    }
}
