package dev.backupwatch.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.story.ForeignProgram.Debian;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** What Prometheus itself makes of rules and metrics. */
public final class Promtool {

    private static final ForeignProgram PROGRAM = new ForeignProgram(
            List.of("promtool"), Debian.unpacked("prometheus"), "it comes with Prometheus; put it on the PATH");

    private Promtool() {}

    /** As {@link ForeignProgram#require}. */
    public static void require() {
        PROGRAM.require();
    }

    /** What it prints. Fails the test where it finds something wrong. */
    public static String run(String... arguments) throws IOException {
        return runOn("", arguments);
    }

    /** The same, with that on its standard input. */
    public static String runOn(String input, String... arguments) throws IOException {
        List<String> command = Stream.concat(Stream.of(PROGRAM.path().toString()), Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.onExit().join().exitValue()).as(printed).isZero();
        return printed;
    }
}
