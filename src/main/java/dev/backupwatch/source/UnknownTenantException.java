package dev.backupwatch.source;

/** The views of one tenant are there, but nothing says whose they are. */
final class UnknownTenantException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownTenantException() {
        super("the tenant that was logged into does not tell its id");
    }
}
