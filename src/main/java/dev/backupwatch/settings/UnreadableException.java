package dev.backupwatch.settings;

/** A value is asked for that is itself a mistake. */
final class UnreadableException extends RuntimeException {

    UnreadableException(String key) {
        super(key);
    }
}
