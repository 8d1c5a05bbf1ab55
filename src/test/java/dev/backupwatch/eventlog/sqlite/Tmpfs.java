package dev.backupwatch.eventlog.sqlite;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;

/** Small file systems of a test's own. What was mounted is unmounted at the end, newest first. */
public final class Tmpfs implements AutoCloseable {

    private final Path folder;
    private final Deque<Path> mounted = new ArrayDeque<>();

    private Tmpfs(Path folder) {
        this.folder = folder;
    }

    /** Skips the test where this user may not mount, except on the build server, where it must run. */
    public static Tmpfs mount(String options) throws IOException {
        if (!"true".equals(System.getenv("CI"))) {
            assumeTrue("root".equals(System.getProperty("user.name")), "only root may mount");
        }
        Files.createDirectories(Path.of("target"));
        var tmpfs = new Tmpfs(Files.createTempDirectory(Path.of("target").toAbsolutePath(), "tmpfs"));
        Shell.run("mount", "-t", "tmpfs", "-o", options, "tmpfs", tmpfs.folder.toString());
        tmpfs.mounted.push(tmpfs.folder);
        return tmpfs;
    }

    public Path folder() {
        return folder;
    }

    /** What is opened there from now on is read-only. A remount would be refused as long as the log holds files open. */
    void coverReadOnly() throws IOException {
        Shell.run("mount", "--bind", folder.toString(), folder.toString());
        mounted.push(folder);
        Shell.run("mount", "-o", "remount,ro,bind", folder.toString());
    }

    void uncover() throws IOException {
        // Lazily: what was opened meanwhile must not keep the cover there.
        Shell.run("umount", "-l", mounted.pop().toString());
    }

    /** Takes all the room that is left. */
    public void fill() throws IOException {
        Path filler = folder.resolve("filler");
        try (var out = Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            var page = new byte[4096];
            while (true) {
                out.write(page);
            }
        } catch (IOException full) {
            // That is what it was for.
        }
    }

    public void free() throws IOException {
        Files.deleteIfExists(folder.resolve("filler"));
    }

    @Override
    public void close() throws IOException {
        while (!mounted.isEmpty()) {
            uncover();
        }
        Files.delete(folder);
    }
}
