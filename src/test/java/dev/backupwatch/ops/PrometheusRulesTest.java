package dev.backupwatch.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.story.ForeignProgram;
import dev.backupwatch.story.ForeignProgram.Debian;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PrometheusRulesTest {

    private static final ForeignProgram PROMTOOL = new ForeignProgram(
            List.of("promtool"), Debian.unpacked("prometheus"), "it comes with Prometheus; put it on the PATH");
    private static final Path RULES = Path.of("docker", "prometheus-rules.yml");
    private static final Path STORIES = Path.of("src", "test", "resources", "prometheus", "rules-test.yml");

    @BeforeAll
    static void requirePromtool() {
        PROMTOOL.require();
    }

    @Test
    void prometheusAcceptsTheRules() throws IOException {
        assertThat(promtool("check", "rules", RULES)).contains("SUCCESS: 5 rules found");
    }

    @Test
    void eachAlertFiresWhenItShallAndOnlyThen() throws IOException {
        assertThat(promtool("test", "rules", STORIES)).contains("SUCCESS");
    }

    @Test
    void eachAlertSaysHowUrgentItIsWhatHappenedAndWhatToLookAt() throws IOException {
        List<String> alerts = Stream.of(Files.readString(RULES).split("- alert: ", -1))
                .skip(1)
                .toList();

        assertThat(alerts)
                .isNotEmpty()
                .allSatisfy(alert -> assertThat(alert)
                        .containsPattern("(?s)severity: (critical|warning)\n.*summary: .*description: "));
    }

    private static String promtool(String verb, String what, Path file) throws IOException {
        Process process = new ProcessBuilder(PROMTOOL.path().toString(), verb, what, file.toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.onExit().join().exitValue()).as(printed).isZero();
        return printed;
    }
}
