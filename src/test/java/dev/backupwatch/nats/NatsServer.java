package dev.backupwatch.nats;

import dev.backupwatch.story.ForeignProgram;
import dev.backupwatch.story.ForeignProgram.Debian;
import dev.backupwatch.story.Signal;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The real nats-server with JetStream, as a process on 127.0.0.1. What it stored stays until it is closed. */
public final class NatsServer implements AutoCloseable {

    private static final ForeignProgram PROGRAM = new ForeignProgram(
            List.of("nats-server"),
            Debian.unpacked("nats-server"),
            "apt-get install nats-server, or put nats.io's binary on the PATH");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final NatsSetup setup;
    private final Path folder;
    private @Nullable Process process;

    private NatsServer(NatsSetup setup, Path folder) {
        this.setup = setup;
        this.folder = folder;
    }

    /** Skips the test, and says how to get one, where there is no nats-server; a build server must have it. */
    public static void require() {
        PROGRAM.require();
    }

    public static NatsServer start() {
        return start(NatsSetup.named("alone"));
    }

    /** Returns when it answers. */
    public static NatsServer start(NatsSetup setup) {
        NatsServer server = prepare(setup);
        server.start(PATIENCE);
        return server;
    }

    /** It does not run yet. */
    static NatsServer prepare(NatsSetup setup) {
        require();
        try {
            Path all = Files.createDirectories(Path.of("target", "nats").toAbsolutePath());
            Path own = Files.createTempDirectory(all, setup.name() + "-");
            var server = new NatsServer(setup, own);
            Files.writeString(server.configuration(), setup.configuration(server.store()));
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public String name() {
        return setup.name();
    }

    public int port() {
        return setup.port();
    }

    public String url() {
        return "nats://127.0.0.1:" + port();
    }

    public boolean isRunning() {
        Process running = process;
        return running != null && running.isAlive();
    }

    /** With what it stored. Returns when it answers. */
    public void restart() {
        kill();
        start(PATIENCE);
    }

    /** By SIGKILL, so that nothing is tidied up. */
    public void kill() {
        Process running = process;
        process = null;
        if (running != null) {
            running.destroyForcibly().onExit().join();
        }
    }

    /** By SIGSTOP: its connections stay, and nothing answers on them. */
    public void pause() {
        Signal.STOP.to(running().pid());
    }

    public void resume() {
        Signal.CONT.to(running().pid());
    }

    /** Copies what it has stored so far, as it would be found after a crash. Only while it does not run. */
    public Path backup() {
        Path backup = folder.resolve("backup-" + UUID.randomUUID());
        copy(store(), backup);
        return backup;
    }

    /** A disk that has lost what was stored since that backup. Only while it does not run. */
    public void restore(Path backup) {
        remove(store());
        copy(backup, store());
    }

    @Override
    public void close() {
        kill();
        remove(store());
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> stored = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            stored.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Monitoring monitoring() {
        return new Monitoring(setup.monitoringPort());
    }

    /** One of a cluster answers only when others do. */
    void launch() {
        try {
            process = new ProcessBuilder(
                            PROGRAM.path().toString(), "-c", configuration().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()))
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String printed() {
        try {
            return Files.readString(output());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void start(Duration patience) {
        launch();
        Awaitility.await()
                .atMost(patience)
                .pollInterval(Duration.ofMillis(10))
                .failFast(this::assertRuns)
                .until(() -> monitoring().isHealthy());
    }

    private void assertRuns() {
        if (!isRunning()) {
            throw new AssertionError("nats-server has ended:\n" + printed());
        }
    }

    private Process running() {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException(name() + " does not run");
        }
        return running;
    }

    private Path configuration() {
        return folder.resolve("nats.conf");
    }

    private Path output() {
        return folder.resolve("nats.log");
    }

    private Path store() {
        return folder.resolve("store");
    }
}
