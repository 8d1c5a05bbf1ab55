package dev.backupwatch.nats;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's own nats-server; where there is none, for root on a Debian, the distribution's package. */
final class NatsProgram {

    private static final String NAME = "nats-server";
    /** Debian keeps servers where only root's PATH leads to. */
    private static final List<Path> PLACES = List.of(Path.of("/usr/sbin"), Path.of("/usr/local/bin"));

    private NatsProgram() {}

    /** Skips the test where there is none and none can be had, except on the build server, where it must run. */
    static void require() {
        boolean isThere = executable().isPresent() || isInstalled();
        if (!isThere && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(
                    "the build server has no nats-server and cannot get one, and this test must run there");
        }
        assumeTrue(isThere, "no nats-server: apt-get install nats-server, or put nats.io's binary on the PATH");
    }

    static Path path() {
        return executable().orElseThrow(() -> new IllegalStateException("no nats-server, and nobody asked for it"));
    }

    private static Optional<Path> executable() {
        Stream<Path> onPath = Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(Path::of);
        return Stream.concat(onPath, PLACES.stream())
                .map(folder -> folder.resolve(NAME))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean isInstalled() {
        return "root".equals(System.getProperty("user.name"))
                && Files.isExecutable(Path.of("/usr/bin/apt-get"))
                && succeeds("apt-get update && apt-get install -y --no-install-recommends " + NAME)
                && executable().isPresent();
    }

    private static boolean succeeds(String command) {
        try {
            Path log = Files.createDirectories(Path.of("target", "nats")).resolve("install.log");
            return new ProcessBuilder("sh", "-c", command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
