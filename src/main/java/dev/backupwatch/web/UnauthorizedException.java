package dev.backupwatch.web;

/** Nobody was let in who might ask this. */
public final class UnauthorizedException extends RuntimeException {

    UnauthorizedException() {
        super("nobody was let in", null, false, false);
    }
}
