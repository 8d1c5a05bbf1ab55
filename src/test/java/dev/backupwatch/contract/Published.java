package dev.backupwatch.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The contract's documents as they stand in the sources. */
public final class Published {

    static final String NAME = "urn:backupwatch:schema:v1:";

    private static final Path RESOURCES = Path.of("src", "main", "resources");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Published() {}

    /** By name, as {@code backup.job}. */
    static Map<String, JsonNode> schemas() {
        Map<String, JsonNode> schemas = new TreeMap<>();
        try (Stream<Path> files = Files.list(RESOURCES.resolve("contract/schemas"))) {
            files.forEach(file ->
                    schemas.put(file.getFileName().toString().replaceFirst("[.]json$", ""), parsed(text(file))));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return schemas;
    }

    static JsonNode asyncApi() {
        return parsed(text(RESOURCES.resolve("contract/asyncapi.json")));
    }

    public static JsonNode openApi() {
        try {
            return new YAMLMapper().readTree(text(RESOURCES.resolve("META-INF/openapi.yaml")));
        } catch (JsonProcessingException broken) {
            throw new AssertionError("no YAML", broken);
        }
    }

    /** All of them as one document. */
    static JsonNode all() {
        ObjectNode all = MAPPER.createObjectNode();
        all.putObject("schemas").setAll(schemas());
        all.set("asyncapi", asyncApi());
        all.set("openapi", openApi());
        return all;
    }

    static JsonNode parsed(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new AssertionError("no JSON: " + json, broken);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
