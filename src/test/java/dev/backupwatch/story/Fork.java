package dev.backupwatch.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Which of the JVMs this is that run test classes beside each other: for what they must not share. */
public final class Fork {

    /** As many as a build starts. */
    static final int MOST = 3;

    public static final int NUMBER = number();

    private Fork() {}

    /** Below {@code target}, for what several test classes use one after another in each JVM. */
    public static Path folder(String name) {
        return Path.of("target", name + "-" + NUMBER);
    }

    /** Class loaders come and go, as Quarkus makes one for each application that it tests: the JVM remembers its number. */
    private static int number() {
        synchronized (Runtime.getRuntime()) {
            String name = Fork.class.getName();
            return Optional.ofNullable(Integer.getInteger(name)).orElseGet(() -> {
                FileLock lock = take();
                // It holds on to the lock; the system gives it back however this JVM ends.
                Runtime.getRuntime().addShutdownHook(new Thread(() -> giveBack(lock)));
                System.setProperty(name, Long.toString(lock.position()));
                return (int) lock.position();
            });
        }
    }

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

    private static void giveBack(FileLock lock) {
        try {
            lock.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
