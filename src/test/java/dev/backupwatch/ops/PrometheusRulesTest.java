package dev.backupwatch.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.story.Promtool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PrometheusRulesTest {

    private static final Path RULES = Path.of("docker", "prometheus-rules.yml");
    private static final Path STORIES = Path.of("src", "test", "resources", "prometheus", "rules-test.yml");

    @BeforeAll
    static void requirePromtool() {
        Promtool.require();
    }

    @Test
    void prometheusAcceptsTheRules() throws IOException {
        assertThat(Promtool.run("check", "rules", RULES.toString())).contains("SUCCESS: 9 rules found");
    }

    @Test
    void eachAlertFiresWhenItShallAndOnlyThen() throws IOException {
        assertThat(Promtool.run("test", "rules", STORIES.toString())).contains("SUCCESS");
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
}
