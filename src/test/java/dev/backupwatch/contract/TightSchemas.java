package dev.backupwatch.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The published schemas made tight. What is published lets a client live with additions; what is sent today has no member and
 * no value that is not named there, and a slip of the pen shall not pass for an addition.
 */
final class TightSchemas {

    /** These only narrow what is named beside them. */
    private static final Set<String> CONDITIONS = Set.of("if", "then", "else", "not", "allOf");

    private final Map<String, Schema> byName = new HashMap<>();

    TightSchemas(Map<String, JsonNode> published) {
        Map<String, String> texts = new HashMap<>();
        published.forEach((name, schema) ->
                texts.put(Published.NAME + name, tightened(schema.deepCopy()).toString()));
        SchemaRegistryConfig config =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaRegistryConfig(config).schemas(texts));
        published
                .keySet()
                .forEach(name -> byName.put(name, registry.getSchema(SchemaLocation.of(Published.NAME + name))));
    }

    /** What is wrong, each with its place; empty if nothing is. */
    List<String> faults(String name, JsonNode json) {
        Schema schema = byName.get(name);
        return schema == null
                ? List.of("there is no schema " + name)
                : schema.validate(json).stream().map(Error::toString).toList();
    }

    private static JsonNode tightened(JsonNode part) {
        if (part instanceof ObjectNode schema) {
            if (schema.has("x-extensible-enum")) {
                schema.set("enum", schema.remove("x-extensible-enum"));
            }
            if (schema.has("properties") && !schema.has("additionalProperties")) {
                schema.put("additionalProperties", false);
            }
            schema.properties().stream()
                    .filter(member -> !CONDITIONS.contains(member.getKey()))
                    .forEach(member -> tightened(member.getValue()));
        } else {
            part.forEach(TightSchemas::tightened);
        }
        return part;
    }
}
