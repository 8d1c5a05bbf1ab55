package dev.backupwatch.source;

/** The login works, but its tenant speaks Oracle's SQL, which is not asked here. */
final class OracleTenantException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OracleTenantException() {
        super("the tenant's COMPATIBILITY_MODE is ORACLE");
    }
}
