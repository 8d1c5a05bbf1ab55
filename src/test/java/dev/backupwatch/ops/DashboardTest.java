package dev.backupwatch.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backupwatch.story.Promtool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DashboardTest {

    private static JsonNode dashboard;

    @TempDir
    private Path folder;

    @BeforeAll
    static void read() throws IOException {
        dashboard = new ObjectMapper()
                .readTree(Path.of("docker", "grafana", "dashboard.json").toFile());
    }

    /** As the names of rules, for Prometheus checks nothing but rules. */
    @Test
    void prometheusUnderstandsEachOfItsQuestions() throws IOException {
        Promtool.require();
        String rules = questions().stream()
                .map(question -> question.replace("$__rate_interval", "1m").replace("$cluster", ".+"))
                .map(question -> "      - record: question\n        expr: '%s'\n".formatted(question))
                .distinct()
                .collect(Collectors.joining());
        Path file = folder.resolve("questions.yml");
        Files.writeString(file, "groups:\n  - name: dashboard\n    rules:\n" + rules);

        assertThat(questions()).hasSizeGreaterThan(20);
        assertThat(Promtool.run("check", "rules", "--lint=none", file.toString()))
                .contains("SUCCESS");
    }

    @Test
    void whatItShowsOfClustersIsOfThoseThatAreChosen() {
        assertThat(questions())
                .filteredOn(question -> question.matches(".*backupwatch_(backup|source|poll|polls|changes)_.*"))
                .isNotEmpty()
                .allSatisfy(question -> assertThat(question).contains("cluster=~\"$cluster\""));
    }

    @Test
    void eachPanelAsksThePrometheusThatIsChosenAndHasANumberOfItsOwn() {
        List<Integer> numbers = new ArrayList<>();
        for (JsonNode panel : dashboard.get("panels")) {
            numbers.add(panel.get("id").asInt());
            if (!panel.get("type").asText().equals("row")) {
                assertThat(panel.at("/datasource/uid").asText())
                        .as(panel.get("title").asText())
                        .isEqualTo("${datasource}");
            }
        }
        assertThat(numbers).doesNotHaveDuplicates();
        assertThat(dashboard.at("/templating/list"))
                .extracting(variable -> variable.get("name").asText())
                .containsExactly("datasource", "cluster");
    }

    private static List<String> questions() {
        return dashboard.findValuesAsText("expr");
    }
}
