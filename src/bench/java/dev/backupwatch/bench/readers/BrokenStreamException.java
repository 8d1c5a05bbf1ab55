package dev.backupwatch.bench.readers;

/** What came is not what a server may send; the reader that got it is given up, and the run with it. */
final class BrokenStreamException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BrokenStreamException(String message) {
        super(message);
    }
}
