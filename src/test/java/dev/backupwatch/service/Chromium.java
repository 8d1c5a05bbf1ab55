package dev.backupwatch.service;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import dev.backupwatch.story.ForeignProgram;
import dev.backupwatch.story.ForeignProgram.Debian;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real browser without a window: the machine's own where there is one, else Playwright's download, else, for root on a
 * Debian, the distribution's package. Each belongs to the thread that launched it.
 */
final class Chromium implements AutoCloseable {

    private static final ForeignProgram PROGRAM = new ForeignProgram(
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "Google Chrome"),
            Debian.installed("chromium"),
            "install Chromium or Chrome");
    private static final Path FILES = Path.of("target", "playwright").toAbsolutePath();

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Skips the test where there is no browser and none can be had, except on the build server, where it must run. */
    static void require() {
        PROGRAM.requireUnless(Chromium::isDownloaded);
    }

    /** @param switches of the browser's command line, as {@code --lang=zh} */
    static Chromium launch(String... switches) {
        List<String> all = new ArrayList<>(List.of(switches));
        if ("root".equals(System.getProperty("user.name"))) {
            all.add("--no-sandbox");
        }
        var options = new BrowserType.LaunchOptions().setHeadless(true).setArgs(all);
        PROGRAM.executable().ifPresent(options::setExecutablePath);
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

    private static boolean isDownloaded() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dplaywright.driver.tmpdir=" + folder());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("com.microsoft.playwright.CLI", "install", "--only-shell", "chromium"));
        return succeeds(command);
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
