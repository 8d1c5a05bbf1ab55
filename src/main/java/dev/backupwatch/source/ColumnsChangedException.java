package dev.backupwatch.source;

/** The views had another shape at the end of a poll than at its beginning, and what it read may be the reason. */
final class ColumnsChangedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ColumnsChangedException() {
        super("the views' columns or the version changed during the poll; the next one reads them anew");
    }
}
