package dev.backupwatch.eventlog.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a file is, told by its first bytes, before SQLite may change it. Only for files that nobody has open: closing a
 * handle of our own would drop the locks that SQLite holds on the file in this process.
 */
enum FileHeader {
    /** Nothing there yet. */
    ABSENT,
    OURS,
    /** Of ours, but of a version to come. */
    NEWER,
    /** Once ours, as far as can be told. */
    TORN,
    FOREIGN;

    private static final int LENGTH = 100;
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int PAGE_COUNT = 28;
    private static final int USER_VERSION = 60;
    private static final int APPLICATION_ID = 68;

    static FileHeader of(Path file) throws IOException {
        if (!Files.exists(file)) {
            return ABSENT;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return of(in.readNBytes(LENGTH));
        }
    }

    private static FileHeader of(byte[] header) {
        if (header.length == 0) {
            return ABSENT;
        }
        boolean isZero = isOnlyZeros(header);
        if (header.length < LENGTH) {
            return isZero || startsWithMagic(header) ? TORN : FOREIGN;
        }
        ByteBuffer fields = ByteBuffer.wrap(header);
        boolean bearsOurId = fields.getInt(APPLICATION_ID) == Schema.APPLICATION_ID;
        if (!startsWithMagic(header)) {
            return isZero || bearsOurId ? TORN : FOREIGN;
        }
        if (bearsOurId) {
            return fields.getInt(USER_VERSION) > Schema.VERSION ? NEWER : OURS;
        }
        // One page without an id is a database in which nothing was made yet; Schema looks again from within.
        return fields.getInt(APPLICATION_ID) == 0 && fields.getInt(PAGE_COUNT) <= 1 ? OURS : FOREIGN;
    }

    private static boolean isOnlyZeros(byte[] header) {
        return Arrays.equals(header, new byte[header.length]);
    }

    private static boolean startsWithMagic(byte[] header) {
        int length = Math.min(header.length, MAGIC.length);
        return Arrays.equals(header, 0, length, MAGIC, 0, length);
    }
}
