package dev.backupwatch.eventlog;

import java.util.Optional;

/** How a log fares, for those who look after it. */
public interface LogCondition {

    /** Of a log that nobody else can trouble. */
    LogCondition SOUND = new LogCondition() {
        @Override
        public Optional<String> trouble() {
            return Optional.empty();
        }

        @Override
        public Optional<String> notReadable() {
            return Optional.empty();
        }

        @Override
        public Optional<String> role() {
            return Optional.empty();
        }
    };

    /** Why nothing new comes at present. */
    Optional<String> trouble();

    /** Why readers get nothing at all yet. */
    Optional<String> notReadable();

    /** Where several processes share the log: whether this one writes it or stands by. */
    Optional<String> role();
}
