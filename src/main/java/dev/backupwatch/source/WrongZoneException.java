package dev.backupwatch.source;

/** The session is not in +00:00, so every timestamp would be off by its zone. */
final class WrongZoneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongZoneException(String zone) {
        super("the session's time zone is %s, not +00:00; it is set again".formatted(zone));
    }
}
