package dev.backupwatch.eventlog.sqlite;

import java.sql.SQLException;

/** What a failure of SQLite asks for. */
enum Fault {
    /** No room: something must go before anything can be written. */
    FULL,
    /** The file does not hold what SQLite wrote: it must be moved aside. */
    DAMAGED,
    /** What may pass by itself. */
    OTHER;

    private static final int PRIMARY_CODE = 0xff;
    private static final int SQLITE_CORRUPT = 11;
    private static final int SQLITE_FULL = 13;
    private static final int SQLITE_NOTADB = 26;

    static Fault of(SQLException failure) {
        int code = failure.getErrorCode() & PRIMARY_CODE;
        if (code == SQLITE_FULL) {
            return FULL;
        }
        return code == SQLITE_CORRUPT || code == SQLITE_NOTADB ? DAMAGED : OTHER;
    }
}
