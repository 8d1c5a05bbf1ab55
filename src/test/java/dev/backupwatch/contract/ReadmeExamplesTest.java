package dev.backupwatch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the READMEs show of the contract's JSON is what is promised. */
class ReadmeExamplesTest {

    private static final Pattern BLOCK = Pattern.compile("(?s)```json\n(.*?)```");
    private static final Pattern REQUEST = Pattern.compile("`(\\{\"action\":.*?\\})`");
    private static final TightSchemas SCHEMAS = new TightSchemas(Published.schemas());

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void eachMessageIsWhatIsPromised(String readme) {
        List<String> messages = found(BLOCK, readme);

        assertThat(messages)
                .isNotEmpty()
                .allSatisfy(message -> assertThat(Contract.faults(message)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void eachRequestIsUnderstood(String readme) {
        List<String> requests = found(REQUEST, readme);

        assertThat(requests).hasSize(2).allSatisfy(request -> {
            JsonNode json = Published.parsed(request);
            assertThat(SCHEMAS.faults("request." + json.get("action").asText(), json))
                    .isEmpty();
        });
    }

    private static List<String> found(Pattern example, String readme) {
        return example.matcher(Published.text(Path.of(readme)))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
