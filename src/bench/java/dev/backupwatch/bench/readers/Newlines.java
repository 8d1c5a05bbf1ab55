package dev.backupwatch.bench.readers;

import java.nio.ByteBuffer;

/** Where lines end, looked for in eight bytes at a time: a snapshot is a line of a quarter of a megabyte. */
final class Newlines {

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long NEWLINES = ONES * '\n';

    private Newlines() {}

    /** @return the place of the first one, or {@code to} */
    static int first(ByteBuffer bytes, int from, int to) {
        int at = from;
        while (at + Long.BYTES <= to && !isAmong(bytes.getLong(at))) {
            at += Long.BYTES;
        }
        while (at < to && bytes.get(at) != '\n') {
            at++;
        }
        return at;
    }

    /** A byte that is zero is the only one that borrows and had no high bit itself. */
    private static boolean isAmong(long eight) {
        long zeroes = eight ^ NEWLINES;
        return ((zeroes - ONES) & ~zeroes & HIGH_BITS) != 0;
    }
}
