package dev.backupwatch.story;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A program that is not ours and that tests need: the machine's own, or, for root on a Debian, the distribution's.
 *
 * @param names that it may have; the first is what people call it
 * @param debian brings Debian's package
 * @param advice to who has to get it by hand
 */
public record ForeignProgram(List<String> names, Debian debian, String advice) {

    private static final Path FILES = Path.of("target", "programs").toAbsolutePath();
    /** Debian keeps servers where only root's PATH leads to, and desktops keep browsers elsewhere. */
    private static final List<Path> PLACES = Stream.of(
                    "/usr/sbin",
                    "/usr/bin",
                    "/usr/local/bin",
                    "/snap/bin",
                    "/Applications/Google Chrome.app/Contents/MacOS")
            .map(Path::of)
            .toList();

    /** Debian's package, and what becomes of it. */
    public record Debian(String name, boolean isInstalled) {

        /** As people do, with all that it needs. */
        public static Debian installed(String name) {
            return new Debian(name, true);
        }

        /** Into the build's folder only: once installed, it would start a server and keep it running. */
        public static Debian unpacked(String name) {
            return new Debian(name, false);
        }

        private String command() {
            return "apt-get update && "
                    + (isInstalled
                            ? "apt-get install -y --no-install-recommends " + name
                            : "cd '%s' && apt-get download %s && dpkg-deb -x %s_*.deb . && rm %s_*.deb"
                                    .formatted(FILES, name, name, name));
        }
    }

    public ForeignProgram {
        names = List.copyOf(names);
    }

    /** Skips the test where there is none and none can be had, except on the build server, where it must run. */
    public void require() {
        requireUnless(() -> false);
    }

    /** The same, but only where {@code isElsewhere} does not find it either. */
    public void requireUnless(BooleanSupplier isElsewhere) {
        boolean isThere = executable().isPresent() || isElsewhere.getAsBoolean() || isBrought();
        if (!isThere && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("the build server has no %s and cannot get one, and this test must run there"
                    .formatted(names.get(0)));
        }
        assumeTrue(isThere, "no %s: %s".formatted(names.get(0), advice));
    }

    public Optional<Path> executable() {
        return names.stream()
                .flatMap(name -> folders().map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @throws IllegalStateException where there is none, because nobody required it */
    public Path path() {
        return executable()
                .orElseThrow(() -> new IllegalStateException("no %s, and nobody asked for it".formatted(names.get(0))));
    }

    private static Stream<Path> folders() {
        Stream<Path> onPath = Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(Path::of);
        Stream<Path> unpacked = Stream.of("usr/bin", "usr/sbin").map(FILES::resolve);
        return Stream.of(onPath, PLACES.stream(), unpacked).flatMap(folders -> folders);
    }

    private boolean isBrought() {
        return "root".equals(System.getProperty("user.name"))
                && Files.isExecutable(Path.of("/usr/bin/apt-get"))
                && brings();
    }

    /** One after another: apt-get ends where another one runs, and so may several JVMs want the same program. */
    private boolean brings() {
        try (FileChannel lock = FileChannel.open(
                Files.createDirectories(FILES).resolve("apt.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            lock.lock();
            return executable().isPresent()
                    || (succeeds(debian.command()) && executable().isPresent());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private boolean succeeds(String command) {
        try {
            Path log = Files.createDirectories(FILES).resolve(debian.name() + ".log");
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
