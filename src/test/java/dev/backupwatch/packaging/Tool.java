package dev.backupwatch.packaging;

import dev.backupwatch.story.ForeignProgram;
import dev.backupwatch.story.ForeignProgram.Debian;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A program that reads our files as those do who run them. */
record Tool(ForeignProgram program) {

    static final Tool DOCKER_COMPOSE = of("docker-compose", "docker-compose");
    static final Tool SHELLCHECK = of("shellcheck", "shellcheck");
    static final Tool SYSTEMD_ANALYZE = of("systemd-analyze", "systemd");

    private static Tool of(String name, String debian) {
        return new Tool(new ForeignProgram(
                List.of(name), Debian.installed(debian), "install it: it reads a file of docker/ as its users do"));
    }

    /** What a program said, on both outputs, and how it ended. */
    record Answer(int status, String said) {}

    /** As {@link ForeignProgram#require}, and then runs it. */
    Answer run(String... arguments) throws IOException {
        program.require();
        return run(
                Stream.concat(Stream.of(program.path().toString()), Stream.of(arguments))
                        .toList(),
                Map.of());
    }

    static Answer run(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.onExit().join().exitValue(), said);
    }
}
