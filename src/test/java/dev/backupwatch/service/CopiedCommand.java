package dev.backupwatch.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A command as the page copies it, for a POSIX shell. */
record CopiedCommand(String text) {

    /** So many of the lines that it prints and that tell events, and then it is ended. */
    List<String> events(int count) throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", "exec " + text)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var printed = new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8))) {
            List<String> lines = new ArrayList<>();
            while (lines.size() < count) {
                String line = printed.readLine();
                if (line == null) {
                    throw new AssertionError("the command has ended: " + text);
                }
                if (!line.startsWith("#")) {
                    lines.add(line);
                }
            }
            return lines;
        } finally {
            shell.destroyForcibly();
        }
    }
}
