package dev.backupwatch.eventlog;

/** A log that must not be used as it is. Trying again cannot help; the message names the file and what to do. */
public final class LogRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LogRefusedException(String message) {
        super(message);
    }

    public LogRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
