package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The events as {@code curl -N} prints them, started again with the last id that it printed. */
record Curl(URI uri) implements ResumingClient.Connection {

    /** Skips the test where there is no curl, except on the build server, where it must run. */
    static void require() {
        boolean isInstalled = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "curl")));
        if (!isInstalled && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("the build server has no curl on its PATH, and this test must run there");
        }
        assumeTrue(isInstalled, "curl is not installed: it is one of the clients of this test");
    }

    @Override
    public void listen(String cursor, ResumingClient.Into into) throws IOException {
        List<String> command = new ArrayList<>(List.of("curl", "--silent", "--no-buffer", uri.toString()));
        if (!cursor.equals(ResumingClient.OLDEST)) {
            command.addAll(List.of("--header", "Last-Event-ID: " + cursor));
        }
        Process curl = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var printed = new BufferedReader(new InputStreamReader(curl.getInputStream(), StandardCharsets.UTF_8))) {
            read(printed, into);
        } finally {
            curl.destroyForcibly();
        }
    }

    /** An event counts once its empty line is there, as the specification says: what comes before a break is thrown away. */
    private static void read(BufferedReader printed, ResumingClient.Into into) throws IOException {
        var data = new StringBuilder();
        String id = "";
        for (String line = printed.readLine(); line != null && into.isWanted(); line = printed.readLine()) {
            if (line.startsWith("data: ")) {
                data.append(line.substring("data: ".length()));
            } else if (line.startsWith("id: ")) {
                id = line.substring("id: ".length());
            } else if (line.startsWith("retry: ")) {
                into.connected();
            } else if (line.isEmpty() && !data.isEmpty()) {
                assertThat(into.message(data.toString()).cursor()).isEqualTo(id);
                data.setLength(0);
                id = "";
            }
        }
    }
}
