package dev.backupwatch.source;

import org.jspecify.annotations.Nullable;

/** A statement or the login before it failed: where, and why. */
final class StatementFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable View view;
    private final Throwable reason;

    /** @param view absent where no view was read: at the login, or in asking for the time */
    StatementFailedException(@Nullable View view, Throwable reason) {
        super(reason.getMessage(), reason);
        this.view = view;
        this.reason = reason;
    }

    @Nullable
    View view() {
        return view;
    }

    Throwable reason() {
        return reason;
    }
}
