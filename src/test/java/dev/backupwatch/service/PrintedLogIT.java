package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the production artifact prints for machines. */
class PrintedLogIT {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, String> JSON = Map.of("backupwatch.log.format", "json");

    @Test
    void eachLineIsAJsonObjectFromTheStartToTheEnd() throws Exception {
        try (var process = QuietService.start(JSON)) {
            process.awaitListening();
            process.awaitPrinted("[unreachable]");
            process.stop();

            List<JsonNode> lines = lines(process);
            assertThat(lines)
                    .hasSizeGreaterThan(3)
                    .allSatisfy(line ->
                            assertThat(Instant.parse(line.get("time").asText())).isAfter(Instant.EPOCH))
                    .allSatisfy(
                            line -> assertThat(line.get("fields").isObject()).isTrue())
                    .anySatisfy(line -> {
                        assertThat(line.get("level").asText()).isEqualTo("WARN");
                        assertThat(line.get("logger").asText()).isEqualTo("dev.backupwatch.watch.Watcher");
                        assertThat(line.get("message").asText()).contains("cluster prod", "[unreachable]");
                    });
        }
    }

    @Test
    void aMessageOfSeveralLinesIsOneLineToo() throws Exception {
        try (var process = PackagedService.start(JSON)) {
            assertThat(process.awaitExit()).isEqualTo(2);

            assertThat(lines(process)).anySatisfy(line -> {
                assertThat(line.get("level").asText()).isEqualTo("ERROR");
                assertThat(line.get("message").asText())
                        .startsWith("No cluster to watch is configured.")
                        .hasLineCount(4);
            });
        }
    }

    private static List<JsonNode> lines(PackagedService process) {
        return process.printed().lines().map(PrintedLogIT::parse).toList();
    }

    private static JsonNode parse(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException noJson) {
            throw new AssertionError("a line that is no JSON: " + line, noJson);
        }
    }
}
