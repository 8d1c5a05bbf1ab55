package dev.backupwatch.eventlog;

import dev.backupwatch.event.Epoch;

/** Another writer has begun an epoch since. Not an incident: the caller stops polling and stands by. */
public final class StaleWriterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private StaleWriterException(String message) {
        super(message);
    }

    /** Nobody has written yet, but somebody may. */
    public static StaleWriterException ofALeaseThatRanOut() {
        return new StaleWriterException("append refused: the right to write has run out");
    }

    public StaleWriterException(Epoch newest) {
        super("append refused: a newer writer has begun epoch " + newest.value());
    }
}
