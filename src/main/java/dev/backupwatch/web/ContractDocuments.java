package dev.backupwatch.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * The contract as documents, from the class path. OpenAPI's is not among them: the extension serves that.
 *
 * <p>Schemas refer to each other by name, as {@code urn:backupwatch:schema:v1:common#/$defs/time}. As they are handed out, each
 * holds those that it needs (JSON Schema 2020-12, core 9.3, compound documents), so that whoever has one needs no other.
 */
final class ContractDocuments {

    static final String SCHEMA_NAME = "urn:backupwatch:schema:v1:";

    private static final String FOLDER = "contract/";
    private static final String REFERENCE = "$ref";
    private static final String DEFINITIONS = "$defs";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ContractDocuments() {}

    /** @throws UncheckedIOException if it cannot be read */
    static byte[] asyncApi() {
        return content("asyncapi.json").orElseThrow();
    }

    /**
     * The schema of that name with all that it refers to; empty if there is none.
     *
     * @param name as {@code backup.job}, of letters and dots alone
     * @throws UncheckedIOException if it cannot be read
     */
    static Optional<byte[]> schema(String name) {
        return read(name).map(schema -> {
            ObjectNode whole = schema.deepCopy();
            embed(schema, name, whole);
            return bytes(whole);
        });
    }

    private static void embed(JsonNode part, String name, ObjectNode whole) {
        String reference = part.path(REFERENCE).asText();
        if (reference.startsWith(SCHEMA_NAME)) {
            String other = reference.substring(SCHEMA_NAME.length()).replaceFirst("#.*", "");
            ObjectNode held = whole.withObjectProperty(DEFINITIONS);
            if (!other.equals(name) && !held.has(other)) {
                ObjectNode needed = read(other)
                        .orElseThrow(() -> new IllegalStateException("%s needs %s".formatted(name, reference)));
                held.set(other, needed);
                embed(needed, name, whole);
            }
        }
        part.forEach(child -> embed(child, name, whole));
    }

    private static Optional<ObjectNode> read(String name) {
        return content("schemas/" + name + ".json").map(ContractDocuments::parsed);
    }

    private static Optional<byte[]> content(String file) {
        ClassLoader resources = Thread.currentThread().getContextClassLoader();
        try (InputStream content = resources.getResourceAsStream(FOLDER + file)) {
            return content == null ? Optional.empty() : Optional.of(content.readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static ObjectNode parsed(byte[] json) {
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (IOException bug) {
            throw new UncheckedIOException("a schema that is no JSON", bug);
        }
    }

    private static byte[] bytes(ObjectNode json) {
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing JSON into memory", impossible);
        }
    }
}
