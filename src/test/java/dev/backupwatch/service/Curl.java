package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.story.ForeignProgram;
import dev.backupwatch.story.ForeignProgram.Debian;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The events as {@code curl -N} prints them, started again with the last id that it printed. */
record Curl(URI uri) implements ResumingClient.Connection {

    private static final ForeignProgram PROGRAM = new ForeignProgram(
            List.of("curl"), Debian.installed("curl"), "install it: it is one of the clients of this test");

    static void require() {
        PROGRAM.require();
    }

    @Override
    public void listen(String cursor, ResumingClient.Into into) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(PROGRAM.path().toString(), "--silent", "--no-buffer", uri.toString()));
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
