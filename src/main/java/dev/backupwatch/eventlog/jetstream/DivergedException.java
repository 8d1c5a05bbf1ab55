package dev.backupwatch.eventlog.jetstream;

/** The stream does not go on from what was read in it: it has lost its end since, or is another one. */
final class DivergedException extends Exception {

    private static final long serialVersionUID = 1L;

    DivergedException(String message) {
        super(message);
    }
}
