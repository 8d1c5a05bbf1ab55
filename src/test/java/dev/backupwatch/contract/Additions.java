package dev.backupwatch.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * What in a later document of the contract is not an addition to an earlier one: of JSON Schema, OpenAPI or AsyncAPI.
 *
 * <p>What asserts something stays as it is, in both directions: whoever sends a request may not be asked for more, and whoever
 * reads a message may not be promised less. Nor is more promised than before: the log still holds what was written earlier.
 *
 * @param later the whole document, or all of them, in which references are looked up
 */
public record Additions(JsonNode later, List<String> breaks) {

    /** What is for people; it may be put better. */
    static final Set<String> WORDS = Set.of("description", "summary", "title", "examples", "tags", "$comment");

    /** Their members are names, and another one is an addition. */
    private static final Set<String> NAMES = Set.of(
            "properties",
            "$defs",
            "paths",
            "responses",
            "content",
            "headers",
            "channels",
            "messages",
            "operations",
            "parameters",
            "schemas",
            "securitySchemes");

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    private static final Set<String> MAY_GROW = Set.of("enum", "x-extensible-enum", "messages", "security");
    private static final Set<String> STAY_AS_THEY_ARE = Set.of("required", "type");
    private static final String REQUIRED = "required";
    private static final String OPENAPI = "openapi";

    /** What breaks, each with its place; empty if all is still promised. */
    public static List<String> breaks(JsonNode earlier, JsonNode later) {
        var additions = new Additions(later, new ArrayList<>());
        additions.compare("", earlier, later, false);
        return additions.breaks();
    }

    private void compare(String place, JsonNode before, JsonNode after, boolean areNames) {
        if (before.isObject() && after.isObject()) {
            members(place, before, after, areNames);
        } else if (before.isArray() && after.isArray()) {
            elements(place, before, after);
        } else if (!before.equals(after)) {
            breaks.add("%s is %s, and was %s".formatted(place, after, before));
        }
    }

    private void members(String place, JsonNode before, JsonNode after, boolean areNames) {
        before.properties().forEach(member -> {
            String name = member.getKey();
            String there = place + "/" + name;
            if (!areNames && WORDS.contains(name)) {
                return;
            }
            if (after.has(name)) {
                compare(there, member.getValue(), after.get(name), !areNames && NAMES.contains(name));
            } else {
                breaks.add(there + " is gone");
            }
        });
        if (!areNames) {
            after.properties().stream()
                    .filter(member -> !before.has(member.getKey()) && !isAddition(member.getKey()))
                    .forEach(member -> breaks.add(
                            "%s/%s is new, and may exclude what was allowed".formatted(place, member.getKey())));
        }
    }

    private static boolean isAddition(String keyword) {
        return WORDS.contains(keyword)
                || NAMES.contains(keyword)
                || METHODS.contains(keyword)
                || keyword.equals("components")
                || keyword.startsWith("x-");
    }

    private void elements(String place, JsonNode before, JsonNode after) {
        String keyword = place.substring(place.lastIndexOf('/') + 1);
        Set<JsonNode> gone = without(before, after);
        Set<JsonNode> added = without(after, before);
        if (keyword.equals("parameters")) {
            parameters(place, before, after);
        } else if (MAY_GROW.contains(keyword)) {
            gone.forEach(one -> breaks.add("%s lacks %s".formatted(place, one)));
        } else if (STAY_AS_THEY_ARE.contains(keyword)) {
            gone.forEach(one -> breaks.add("%s lacks %s".formatted(place, one)));
            added.forEach(one -> breaks.add("%s has %s, and had not".formatted(place, one)));
        } else if (before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                compare(place + "/" + i, before.get(i), after.get(i), false);
            }
        } else {
            breaks.add("%s has %d elements, and had %d".formatted(place, after.size(), before.size()));
        }
    }

    /** Of an operation: they have no order. */
    private void parameters(String place, JsonNode before, JsonNode after) {
        Set<String> known = new TreeSet<>();
        for (JsonNode parameter : before) {
            known.add(identity(parameter));
            stream(after)
                    .filter(other -> identity(other).equals(identity(parameter)))
                    .findFirst()
                    .ifPresentOrElse(
                            same -> compare(place + "/" + identity(parameter), parameter, same, false),
                            () -> breaks.add("%s lacks %s".formatted(place, identity(parameter))));
        }
        stream(after)
                .filter(parameter -> !known.contains(identity(parameter)))
                .filter(parameter -> resolved(parameter).path(REQUIRED).asBoolean())
                .forEach(parameter ->
                        breaks.add("%s has %s, which must be given".formatted(place, identity(parameter))));
    }

    private JsonNode resolved(JsonNode parameter) {
        JsonNode document = later.has(OPENAPI) ? later.get(OPENAPI) : later;
        return parameter.has("$ref")
                ? document.at(parameter.get("$ref").asText().substring(1))
                : parameter;
    }

    private static String identity(JsonNode parameter) {
        return parameter.has("$ref")
                ? parameter.get("$ref").asText()
                : parameter.path("name").asText() + " in "
                        + parameter.path("in").asText();
    }

    private static Set<JsonNode> without(JsonNode these, JsonNode those) {
        Set<JsonNode> left = new HashSet<>();
        these.forEach(left::add);
        those.forEach(left::remove);
        return left;
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
