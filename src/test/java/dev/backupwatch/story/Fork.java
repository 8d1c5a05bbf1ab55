package dev.backupwatch.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Which of the JVMs this is that run test classes beside each other: for what they must not share. */
public final class Fork {

    /** As many as a build starts. */
    static final int MOST = 3;

    /** Held for as long as this JVM lives; the system gives it back, however that ends. */
    private static final FileLock LOCK = take();

    public static final int NUMBER = (int) LOCK.position();

    private Fork() {}

    /** Each JVM locks the first byte of a file that no other one has locked. */
    private static FileLock take() {
        try {
            Path file = Files.createDirectories(Path.of("target")).resolve("forks.lock");
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            for (int number = 0; number < MOST; number++) {
                FileLock lock = channel.tryLock(number, 1, false);
                if (lock != null) {
                    return lock;
                }
            }
            throw new IllegalStateException("more than %d JVMs run tests here".formatted(MOST));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
