package dev.backupwatch.eventlog.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/** Room that is held back on the disk: without any, a full one could not even be told to remove something. */
final class Ballast {

    private static final int STEP = 1024 * 1024;
    private static final int ROOM = 2;
    /** With less than that, whatever fails on a disk fails because it is full. */
    private static final long NO_ROOM = 64L * 1024;

    private final Path file;
    private final Path folder;
    private final long bytes;

    Ballast(SqliteLogSettings settings) {
        file = settings.beside(".ballast");
        folder = settings.folder();
        bytes = settings.ballast();
    }

    void release() throws IOException {
        Files.deleteIfExists(file);
    }

    boolean isWhole() throws IOException {
        return size() >= bytes;
    }

    boolean isDiskFull() {
        try {
            return usable() < NO_ROOM;
        } catch (IOException unknown) {
            return false;
        }
    }

    /** Whether the disk has room for twice as much, so that the ballast is not what fills it again. */
    boolean hasRoom() throws IOException {
        return usable() + size() >= ROOM * bytes;
    }

    /** Grows by a bounded step, of bytes that neither a sparse file nor a compressing file system makes away with. */
    void grow() throws IOException {
        var noise = new byte[(int) Math.min(STEP, bytes - size())];
        new SplittableRandom(bytes).nextBytes(noise);
        try (var out = Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer rest = ByteBuffer.wrap(noise);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
        } catch (IOException failure) {
            release();
            throw failure;
        }
    }

    private long usable() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    private long size() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
