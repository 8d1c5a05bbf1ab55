package dev.backupwatch.eventlog.jetstream;

/** The stream does not end where the sender took it to end: it must be read on before anything is sent. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    RefusedException(Throwable cause) {
        super(cause);
    }
}
