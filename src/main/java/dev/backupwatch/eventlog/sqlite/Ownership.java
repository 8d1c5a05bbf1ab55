package dev.backupwatch.eventlog.sqlite;

import dev.backupwatch.eventlog.LogRefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The right of one process to one log: a lock on a file beside it, which the system gives back when the process dies, so that
 * a file that a dead one left is no obstacle.
 */
final class Ownership implements AutoCloseable {

    /**
     * The locks of this process. Asked before a lock file is opened at all: the system drops a process's lock on a file as
     * soon as that process closes any handle of the file, so a second try of our own would end the right of the first.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private static final Logger LOG = Logger.getLogger(Ownership.class);

    private final Path lockFile;
    private final FileChannel channel;

    private Ownership(Path lockFile, FileChannel channel) {
        this.lockFile = lockFile;
        this.channel = channel;
    }

    /** @throws LogRefusedException when another process or this one owns the log, or the lock cannot be written */
    static Ownership take(Path folder, Path lockFile) {
        try {
            Path real = folder.toRealPath().resolve(lockFile.getFileName());
            if (!HELD.add(real)) {
                throw refused(real, "this process itself, " + self());
            }
            try {
                return new Ownership(real, locked(real));
            } catch (IOException | RuntimeException failure) {
                HELD.remove(real);
                throw failure;
            }
        } catch (IOException failure) {
            throw new LogRefusedException(
                    "cannot lock the log by %s: make its folder writable for this service, or choose another"
                            .formatted(lockFile),
                    failure);
        }
    }

    private static FileChannel locked(Path lockFile) throws IOException {
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException heldUnderAnotherClassLoader) {
            // Left open on purpose: closing the channel would end the lock of its holder.
            throw refused(lockFile, "this process itself, " + self());
        }
        if (lock == null) {
            channel.close();
            String holder = Files.readString(lockFile).strip();
            throw refused(lockFile, holder.isEmpty() ? "a process that had no room for its name" : holder);
        }
        sign(channel);
        return channel;
    }

    /** For people. It is the lock that counts, and on a full disk there is no room for a name. */
    private static void sign(FileChannel channel) {
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((self() + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException full) {
            LOG.warnf("the lock of the log is held, but does not say by whom: %s", full.getMessage());
        }
    }

    private static LogRefusedException refused(Path lockFile, String holder) {
        return new LogRefusedException(
                "the log is in use by %s, which holds %s: stop it, or give this service a log of its own"
                        .formatted(holder, lockFile));
    }

    private static String self() {
        return "pid %d on host %s".formatted(ProcessHandle.current().pid(), host());
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "unknown";
        }
    }

    /** The file stays: whoever removed it could remove the one that a successor has just locked. */
    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            // The lock ends with the process at the latest.
        } finally {
            HELD.remove(lockFile);
        }
    }
}
