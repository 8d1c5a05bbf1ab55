package dev.backupwatch.stream;

/** A cursor that the log cannot vouch for. The client begins anew, with {@code oldest} or a snapshot. */
public final class GoneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String detail;

    GoneException(String cursor, Resume.Reason reason) {
        this("the log cannot vouch for cursor %s: %s".formatted(cursor, reason.wireName()));
    }

    private GoneException(String detail) {
        super(detail);
        this.detail = detail;
    }

    public String detail() {
        return detail;
    }
}
