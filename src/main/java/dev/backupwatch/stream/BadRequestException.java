package dev.backupwatch.stream;

/** The client asked for what cannot be read or does not exist. Its fault, so it is told and not logged. */
public final class BadRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String kind;
    private final String detail;

    /** @param kind the last part of the problem's type, for example {@code bad-filter} */
    public BadRequestException(String kind, String detail) {
        super(detail);
        this.kind = kind;
        this.detail = detail;
    }

    static BadRequestException filter(String detail) {
        return new BadRequestException("bad-filter", detail);
    }

    /** @param after what a page was asked to follow */
    static BadRequestException place(String after) {
        return new BadRequestException("bad-cursor", "after=%s is not where a page ended".formatted(after));
    }

    public String kind() {
        return kind;
    }

    public String detail() {
        return detail;
    }
}
