package dev.backupwatch.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backupwatch.contract.Contract;
import java.time.Instant;

/**
 * One message as a client got it.
 *
 * @param text the CloudEvent's bytes, untouched
 * @param at when it arrived
 */
public record Received(String text, JsonNode json, Instant at) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PREFIX = "dev.backupwatch.";

    /** @throws AssertionError if it is not what the contract promises */
    public static Received of(String text, Instant at) {
        Contract.message(text);
        try {
            return new Received(text, MAPPER.readTree(text), at);
        } catch (JsonProcessingException noJson) {
            throw new AssertionError("a message that is no JSON: " + text, noJson);
        }
    }

    public String shortType() {
        return json.get("type").asText().substring(PREFIX.length());
    }

    boolean isChange() {
        return json.get("source").asText().startsWith("/clusters/");
    }

    boolean is(String shortType) {
        return shortType().equals(shortType);
    }

    public String subject() {
        return json.path("subject").asText();
    }

    public JsonNode data() {
        return json.get("data");
    }

    String cursor() {
        return isChange() ? json.get("id").asText() : data().path("cursor").asText();
    }

    static long sequence(String cursor) {
        return Long.parseLong(cursor.substring(cursor.indexOf('-') + 1));
    }

    long sequence() {
        return sequence(cursor());
    }
}
