package dev.backupwatch.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The production artifact as a process of its own. */
final class PackagedService implements AutoCloseable {

    static final Path FOLDER = Path.of(System.getProperty("packaged.service", "target/quarkus-app"));

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Most live for seconds: what a second compiler does in that time others need who run beside them. Later options go before it. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";
    /** The JVM as who gives it no option has it. */
    static final String AS_DELIVERED = "-XX:TieredStopAtLevel=4";

    private static final Pattern LISTENING = Pattern.compile("Listening on: (https?://[^\\s\"]+)");

    private final Process process;
    private final Path output;

    private PackagedService(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * With a log of its own and a port that is free, unless the settings name others.
     *
     * @param jvm options such as -Xmx64m
     */
    static PackagedService start(Map<String, String> settings, String... jvm) {
        return launch(Path.of("").toAbsolutePath(), settings, List.of(jvm), List.of());
    }

    /** The same from a folder that may hold a folder {@code config}. */
    static PackagedService startIn(Path folder, Map<String, String> settings) {
        return launch(folder, settings, List.of(), List.of());
    }

    /** Not the service, but one of its commands. */
    static PackagedService command(Map<String, String> settings, String... words) {
        return launch(Path.of("").toAbsolutePath(), settings, List.of(), List.of(words));
    }

    private static PackagedService launch(
            Path folder, Map<String, String> settings, List<String> jvm, List<String> words) {
        try {
            Path output = newOutput().toAbsolutePath();
            Map<String, String> all = new TreeMap<>(settings);
            all.putIfAbsent("backupwatch.log.path", output + ".d/backupwatch.db");
            all.putIfAbsent("quarkus.http.port", "0");
            all.putIfAbsent("quarkus.http.host", "127.0.0.1");
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add(QUICK_START);
            command.addAll(jvm);
            all.forEach((key, value) -> command.add("-D" + key + "=" + value));
            command.add("-jar");
            command.add(FOLDER.resolve("quarkus-run.jar").toAbsolutePath().toString());
            command.addAll(words);
            return started(new ProcessBuilder(command).directory(folder.toFile()), output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** By a command of its own, which becomes the service. */
    static PackagedService run(ProcessBuilder command) {
        try {
            return started(command, newOutput());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path newOutput() throws IOException {
        return Files.createTempFile(Path.of("target"), "packaged-", ".log");
    }

    private static PackagedService started(ProcessBuilder command, Path output) throws IOException {
        Process process = command.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new PackagedService(process, output);
    }

    String printed() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void awaitPrinted(String text) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            if (!printed().contains(text)) {
                throw new AssertionError("not printed yet: " + text + "\nbut:\n" + printed());
            }
        });
    }

    Service awaitListening() {
        awaitPrinted("Listening on: ");
        Matcher listening = LISTENING.matcher(printed());
        if (!listening.find()) {
            throw new AssertionError(printed());
        }
        return new Service(URI.create(listening.group(1)));
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it ends by itself within that time, which is waited for if it does not. */
    boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running:\n" + printed());
        }
        return process.exitValue();
    }

    /** By SIGTERM. */
    void askToStop() {
        process.destroy();
    }

    /** By SIGTERM, and waits until it has ended. */
    void stop() throws InterruptedException {
        askToStop();
        awaitExit();
    }

    /** By SIGKILL, so that nothing is tidied up. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
