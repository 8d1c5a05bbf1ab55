package dev.backupwatch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.LostReason;
import dev.backupwatch.event.Observed;
import dev.backupwatch.event.Severity;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.stream.Farewell;
import dev.backupwatch.stream.Resume;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.contract.OpenAPIVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract's documents are what they say they are, and speak of the same things as the code does. */
class DocumentsTest {

    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
    private static final String SERVED = "/schemas/v1/";
    private static final int PATIENCE_SECONDS = 30;

    private final Map<String, JsonNode> schemas = Published.schemas();
    private final JsonNode asyncApi = Published.asyncApi();
    private final JsonNode openApi = Published.openApi();

    @Test
    void eachSchemaIsOneByItsOwnDraft() {
        var draft = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(DRAFT));
        assertThat(schemas).allSatisfy((name, schema) -> {
            assertThat(draft.validate(schema.toString(), InputFormat.JSON)).isEmpty();
            assertThat(schema.get("$schema").asText()).isEqualTo(DRAFT);
            assertThat(schema.get("$id").asText()).isEqualTo(Published.NAME + name);
        });
    }

    @Test
    void openApiIsOneByItsOwnSchema() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            OutputUnit verdict = OpenAPIVersion.V3_1
                    .getRepository(vertx, "http://localhost")
                    .compose(known ->
                            OpenAPIVersion.V3_1.validateContract(vertx, known, new JsonObject(openApi.toString())))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(verdict.getErrors()).isNullOrEmpty();
            assertThat(verdict.getValid()).isTrue();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Test
    void eachReferenceLeadsSomewhere() {
        schemas.forEach((name, schema) -> assertReferencesLeadSomewhere(name, schema));
        assertReferencesLeadSomewhere("asyncapi", asyncApi);
        assertReferencesLeadSomewhere("openapi", openApi);
    }

    /** A client that validates must survive a value or a member that is added. */
    @Test
    void whatIsSentIsNeverClosed() {
        schemas.forEach((name, schema) -> {
            if (!name.startsWith("request.")) {
                assertThat(schema.findValues("enum")).as(name).isEmpty();
                assertThat(schema.findValuesAsText("additionalProperties"))
                        .as(name)
                        .doesNotContain("false");
            }
        });
    }

    @Test
    void everyTypeOfMessageIsTold() {
        List<String> types = Stream.concat(
                        Arrays.stream(EventType.values()).map(EventType::shortName),
                        schemas.keySet().stream().filter(name -> name.startsWith("stream.")))
                .toList();

        assertThat(texts(schema("envelope").at("/properties/type/x-extensible-enum")))
                .containsExactlyInAnyOrderElementsOf(
                        types.stream().map(type -> "dev.backupwatch." + type).toList());
        assertThat(names(asyncApi.at("/components/messages")))
                .containsAll(types)
                .contains("request.subscribe", "request.ping")
                .hasSize(types.size() + 2);
        assertThat(names(asyncApi.at("/channels/webSocket/messages")))
                .containsExactlyElementsOf(names(asyncApi.at("/components/messages")));
        // Only a WebSocket is asked to begin another stream.
        List<String> overHttp =
                types.stream().filter(type -> !type.equals("stream.subscribed")).toList();
        assertThat(names(asyncApi.at("/channels/serverSentEvents/messages")))
                .containsExactlyInAnyOrderElementsOf(overHttp);
        assertThat(names(asyncApi.at("/channels/lines/messages"))).containsExactlyInAnyOrderElementsOf(overHttp);
        types.forEach(type -> assertThat(schemas).containsKey(family(type)));
    }

    @Test
    void theValuesThatAreKnownAreTheCodes() {
        assertKnown("envelope", "/properties/severity", Severity.values(), Severity::wireName);
        assertKnown("common", "/$defs/observed", Observed.values(), Observed::wireName);
        assertKnown("common", "/$defs/sourceState", SourceState.values(), SourceState::wireName);
        assertKnown("backup.job", "/properties/reason", LostReason.values(), LostReason::wireName);
        assertKnown("backup.task", "/properties/reason", LostReason.values(), LostReason::wireName);
        assertKnown("stream.reset", "/properties/reason", Resume.Reason.values(), Resume.Reason::wireName);
        assertKnown("stream.problem", "/properties/reason", Farewell.Reason.values(), Farewell.Reason::wireName);
    }

    private <T> void assertKnown(String schema, String place, T[] values, Function<T, String> wireName) {
        assertThat(texts(schema(schema).at(place + "/x-extensible-enum")))
                .as("%s %s", schema, place)
                .containsAll(Arrays.stream(values).map(wireName).toList());
    }

    private void assertReferencesLeadSomewhere(String document, JsonNode whole) {
        for (String reference : whole.findValuesAsText("$ref")) {
            int hash = reference.indexOf('#');
            String place = hash < 0 ? "" : reference.substring(hash + 1);
            String base = hash < 0 ? reference : reference.substring(0, hash);
            JsonNode other = base.isEmpty() ? whole : schema(nameOf(base));
            assertThat(other.at(place).isMissingNode())
                    .as("%s: %s", document, reference)
                    .isFalse();
        }
    }

    private JsonNode schema(String name) {
        return schemas.getOrDefault(name, MissingNode.getInstance());
    }

    private static String nameOf(String base) {
        return base.startsWith(SERVED)
                ? base.substring(SERVED.length()).replaceFirst("[.]json$", "")
                : base.replace(Published.NAME, "");
    }

    private static String family(String type) {
        return type.startsWith("backup.")
                ? type.substring(0, type.lastIndexOf('.'))
                : type.replaceFirst("^source[.].*", "source");
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
