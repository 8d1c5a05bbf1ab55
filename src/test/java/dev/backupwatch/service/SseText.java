package dev.backupwatch.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backupwatch.contract.Contract;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** Server-sent events as they came, up to where somebody stopped to listen. */
record SseText(String text) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String CHANGES = "backup.";

    /** In their order. */
    List<JsonNode> messages() {
        return lines("data: ").map(SseText::message).toList();
    }

    List<String> types() {
        return messages().stream()
                .map(message -> message.get("type").asText().replace("dev.backupwatch.", ""))
                .toList();
    }

    /** The changes of jobs and tasks alone. */
    List<String> changes() {
        return messages().stream()
                .filter(message -> message.get("type")
                        .asText()
                        .replace("dev.backupwatch.", "")
                        .startsWith(CHANGES))
                .map(message -> message.get("id").asText())
                .toList();
    }

    /** What an EventSource would come back with. */
    String lastId() {
        return lines("id: ").reduce("", (earlier, later) -> later);
    }

    private Stream<String> lines(String field) {
        return text.lines().filter(line -> line.startsWith(field)).map(line -> line.substring(field.length()));
    }

    private static JsonNode message(String json) {
        try {
            Contract.message(json);
            return MAPPER.readTree(json);
        } catch (JsonProcessingException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
