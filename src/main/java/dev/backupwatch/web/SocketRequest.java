package dev.backupwatch.web;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backupwatch.stream.BadRequestException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a client may say on its WebSocket.
 *
 * @param id the client's own name for this request; empty if it gave none
 */
record SocketRequest(Action action, String id, StreamParameters parameters) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LONGEST_ID = 200;
    private static final Set<String> OF_A_STREAM = Set.of("cursor", "conflate", "snapshot", "bookmarks");

    enum Action {
        SUBSCRIBE,
        PING
    }

    /** @throws BadRequestException saying what cannot be read */
    static SocketRequest parse(String text) {
        JsonNode message = json(text);
        Action action = action(message.path("action").asText());
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        message.properties().forEach(member -> read(member.getKey(), member.getValue(), parameters));
        return new SocketRequest(action, id(text), new StreamParameters(parameters, Optional.empty()));
    }

    /** The request's id where one can be read, so that also a refusal bears it. */
    static String id(String text) {
        try {
            String id = json(text).path("id").asText();
            return id.substring(0, Math.min(id.length(), LONGEST_ID));
        } catch (BadRequestException unreadable) {
            return "";
        }
    }

    private static JsonNode json(String text) {
        try {
            JsonNode message = MAPPER.readTree(text);
            if (message.isObject()) {
                return message;
            }
        } catch (JsonProcessingException unreadable) {
            // The parser's own message speaks of its classes, and bears what it read.
            JsonLocation place = unreadable.getLocation();
            throw bad(
                    place == null
                            ? "this is no JSON"
                            : "this is no JSON that is read here, in line %d, column %d"
                                    .formatted(place.getLineNr(), place.getColumnNr()));
        }
        throw bad("a message is a JSON object");
    }

    private static Action action(String name) {
        return switch (name) {
            case "subscribe" -> Action.SUBSCRIBE;
            case "ping" -> Action.PING;
            default -> throw bad("action=%s is neither subscribe nor ping".formatted(name));
        };
    }

    private static void read(String name, JsonNode value, Map<String, List<String>> parameters) {
        if (name.equals("filter") && value.isObject()) {
            value.properties()
                    .forEach(member -> parameters.put(member.getKey(), texts(member.getKey(), member.getValue())));
        } else if (OF_A_STREAM.contains(name)) {
            parameters.put(name, texts(name, value));
        } else if (!name.equals("action") && !name.equals("id")) {
            throw bad("%s is not understood".formatted(name));
        }
    }

    private static List<String> texts(String name, JsonNode value) {
        List<String> texts = new ArrayList<>();
        for (JsonNode one : value.isArray() ? value : List.of(value)) {
            if (!one.isValueNode() || one.isNull()) {
                throw bad("%s holds what is neither text nor number".formatted(name));
            }
            texts.add(one.asText());
        }
        return texts;
    }

    private static BadRequestException bad(String detail) {
        return new BadRequestException("bad-filter", detail);
    }
}
