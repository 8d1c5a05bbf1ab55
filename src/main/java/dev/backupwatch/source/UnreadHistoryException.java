package dev.backupwatch.source;

import dev.backupwatch.event.Trouble;

/** The history could not be read; the message says where, why, and what to do. */
final class UnreadHistoryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadHistoryException(Trouble trouble, Throwable cause) {
        super(trouble.message(), cause);
    }
}
