package dev.backupwatch.watch;

/**
 * The log could not be written or opened, as when the disk is full. Expected and retried: nothing is told until it can be,
 * and whoever brought a step goes on from what the log says when it is open again.
 */
final class LogUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LogUnavailableException(Throwable cause) {
        super(cause.getMessage(), cause);
    }

    LogUnavailableException(String message) {
        super(message);
    }
}
