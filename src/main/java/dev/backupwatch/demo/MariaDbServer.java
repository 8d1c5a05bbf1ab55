package dev.backupwatch.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * One running mariadbd. It ends when it is closed, and when this JVM ends, in whatever way.
 *
 * <p>Ending is always a kill: its files are wiped anyway.
 */
final class MariaDbServer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(MariaDbServer.class);
    private static final int START_SECONDS = 60;
    private static final int STOP_SECONDS = 10;

    /**
     * The shell reads a pipe whose other end only this JVM holds, so it learns of the JVM's death from the kernel. It
     * is mariadbd's parent, so until it has waited for it the pid cannot belong to another process. Ctrl-C in a
     * terminal reaches the whole process group and must not end the shell before its child.
     */
    private static final String GUARD = """
            trap '' INT HUP TERM QUIT
            "$@" &
            server=$!
            echo "pid $server"
            exec >/dev/null 2>&1
            cat
            kill -9 $server
            wait $server
            """;

    private final Process guard;
    private final CompletableFuture<Long> pid = new CompletableFuture<>();
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

    private MariaDbServer(Process guard) {
        this.guard = guard;
    }

    /**
     * Returns when connections are accepted.
     *
     * @throws IllegalStateException when the server ends instead; has what it printed
     */
    static MariaDbServer start(List<String> command, Path folder) {
        List<String> guarded = Stream.concat(Stream.of("sh", "-c", GUARD, "sh"), command.stream())
                .toList();
        MariaDbServer server = new MariaDbServer(launch(guarded, folder));
        Thread reader = new Thread(server::readOutput, "mariadbd output");
        reader.setDaemon(true);
        reader.start();
        server.awaitReady();
        return server;
    }

    private static Process launch(List<String> command, Path folder) {
        try {
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    private void awaitReady() {
        try {
            ready.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while MariaDB started", e);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new IllegalStateException("MariaDB did not start", e);
        }
    }

    private void readOutput() {
        List<String> untilReady = new ArrayList<>();
        try (BufferedReader lines = guard.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                LOG.debugf("mariadbd: %s", line);
                if (line.startsWith("pid ")) {
                    pid.complete(Long.valueOf(line.substring("pid ".length())));
                } else if (line.contains("ready for connections")) {
                    ready.complete(true);
                } else if (!ready.isDone()) {
                    untilReady.add(line);
                }
            }
        } catch (IOException closed) {
            LOG.debugf("mariadbd's output ended: %s", closed.getMessage());
        }
        ready.completeExceptionally(new IllegalStateException(String.join("\n", untilReady)));
    }

    long pid() {
        return pid.join();
    }

    @Override
    public void close() {
        try {
            guard.getOutputStream().close();
            if (!guard.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("mariadbd outlived a kill");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell mariadbd's guard to end it", e);
        } catch (InterruptedException e) {
            // The guard has been told; it needs no one to wait for it.
            Thread.currentThread().interrupt();
        }
    }
}
