package dev.backupwatch.service;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real browser without a window: the machine's own where there is one, else Playwright's download, else, for root on a
 * Debian, the distribution's package. Each belongs to the thread that launched it.
 */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/bin"),
            Path.of("/usr/local/bin"),
            Path.of("/snap/bin"),
            Path.of("/Applications/Google Chrome.app/Contents/MacOS"));
    private static final Path FILES = Path.of("target", "playwright").toAbsolutePath();

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Skips the test where there is no browser and none can be had, except on the build server, where it must run. */
    static void require() {
        boolean isThere = executable().isPresent() || isDownloaded() || isInstalled();
        if (!isThere && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(
                    "the build server has no browser and cannot get one, and this test must run there");
        }
        assumeTrue(isThere, "no browser: install Chromium or Chrome");
    }

    static Chromium launch() {
        var options = new BrowserType.LaunchOptions().setHeadless(true);
        executable().ifPresent(options::setExecutablePath);
        if ("root".equals(System.getProperty("user.name"))) {
            options.setArgs(List.of("--no-sandbox"));
        }
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment()));
        try {
            return new Chromium(playwright, playwright.chromium().launch(options));
        } catch (RuntimeException failure) {
            playwright.close();
            throw failure;
        }
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static Optional<Path> executable() {
        return Stream.concat(NAMES.stream(), Stream.of("Google Chrome"))
                .flatMap(name -> PLACES.stream().map(place -> place.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean isDownloaded() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dplaywright.driver.tmpdir=" + folder());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("com.microsoft.playwright.CLI", "install", "--only-shell", "chromium"));
        return succeeds(command);
    }

    private static boolean isInstalled() {
        return "root".equals(System.getProperty("user.name"))
                && Files.isExecutable(Path.of("/usr/bin/apt-get"))
                && succeeds(
                        List.of("sh", "-c", "apt-get update && apt-get install -y --no-install-recommends chromium"))
                && executable().isPresent();
    }

    private static boolean succeeds(List<String> command) {
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log());
            builder.environment().putAll(environment());
            builder.environment().remove("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD");
            return builder.start().waitFor() == 0;
        } catch (IOException cannotRun) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** What Playwright and the browser write stays in the build's folder. */
    private static Map<String, String> environment() {
        return Map.of(
                "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                "1",
                "PLAYWRIGHT_BROWSERS_PATH",
                FILES.resolve("browsers").toString(),
                "TMPDIR",
                folder().toString());
    }

    private static java.io.File log() {
        return folder().resolve("install.log").toFile();
    }

    private static Path folder() {
        try {
            return Files.createDirectories(FILES);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
