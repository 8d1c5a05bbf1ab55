package dev.backupwatch.bench.delivery;

import dev.backupwatch.bench.readers.ReaderProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The process of the readers, warm from one run to the next. */
final class ReaderCrew implements AutoCloseable {

    private static final String MEMORY = "-Xmx1g";

    private final Process process;
    private final Writer orders;
    private final BufferedReader answers;

    /** @param trouble why it is not what was hoped for; empty if it is */
    record Answer(String trouble, Map<String, Long> numbers) {

        static Answer parse(String line) {
            if (!line.startsWith("ok")) {
                return new Answer(line, Map.of());
            }
            return new Answer(
                    "",
                    Arrays.stream(line.split(" ", -1))
                            .filter(word -> word.contains("="))
                            .map(word -> word.split("=", 2))
                            .collect(Collectors.toMap(word -> word[0], word -> Long.valueOf(word[1]))));
        }

        boolean isOk() {
            return trouble.isEmpty();
        }

        long number(String name) {
            return Objects.requireNonNull(numbers.get(name), () -> "no " + name + " in " + this);
        }
    }

    private ReaderCrew(Process process) {
        this.process = process;
        this.orders = process.outputWriter(StandardCharsets.US_ASCII);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static ReaderCrew start() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        MEMORY,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReaderProcess.class.getName())
                .redirectError(Redirect.INHERIT)
                .start();
        return new ReaderCrew(process);
    }

    ProcessUse use() {
        return ProcessUse.of(process.pid());
    }

    /** Blocks until it is answered. */
    Answer ask(String order) throws IOException {
        orders.write(order + "\n");
        orders.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IllegalStateException("the readers are gone");
        }
        return Answer.parse(answer);
    }

    /** @throws IllegalStateException if that cannot be done */
    Answer mustDo(String order) throws IOException {
        Answer answer = ask(order);
        if (!answer.isOk()) {
            throw new IllegalStateException(order + ": " + answer.trouble());
        }
        return answer;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
