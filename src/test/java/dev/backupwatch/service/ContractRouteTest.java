package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.backupwatch.contract.Additions;
import dev.backupwatch.contract.Published;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract as the running service tells it, and whether it speaks of what the service does. */
@QuarkusTest
@WithTestResource(StandInCluster.class)
class ContractRouteTest extends WatchedClusterTest {

    private static final Path SCHEMAS = Path.of("src/main/resources/contract/schemas");
    private static final Pattern KNOWN = Pattern.compile("there are \\[(.*?)\\]");

    /** What these answer is for people, or for whoever runs the service. */
    private static final Pattern NO_PART = Pattern.compile("/|/page/.*|/q/.*|/openapi[.].*|/admin/.*|/\\*");

    @Inject
    Router router;

    @Test
    void openApiComesAsJsonAndAsYaml() {
        HttpResponse<String> json = service.get("/openapi", "Accept", "application/json");
        HttpResponse<String> yaml = service.get("/openapi", "Accept", "application/yaml");

        assertThat(json.headers().firstValue("Content-Type")).get().asString().startsWith("application/json");
        assertThat(EventLines.parsed(json.body()).get("openapi").asText()).startsWith("3.1");
        assertThat(yaml.headers().firstValue("Content-Type")).get().asString().startsWith("application/yaml");
        assertThat(yaml.body()).contains("openapi: 3.1").contains("/api/v1/events/ws:");
    }

    /** The extension reads our document and writes it again. */
    @Test
    void openApiIsServedAsItIsWritten() {
        JsonNode served = openApi();

        assertThat(Additions.breaks(Published.openApi(), served)).isEmpty();
        assertThat(Additions.breaks(served, Published.openApi())).isEmpty();
    }

    @Test
    void asyncApiIsServedAsItIsWritten() throws IOException {
        HttpResponse<String> asyncApi = service.get("/asyncapi");

        assertThat(asyncApi.statusCode()).isEqualTo(200);
        assertThat(asyncApi.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(asyncApi.body()).isEqualTo(Files.readString(Path.of("src/main/resources/contract/asyncapi.json")));
    }

    @Test
    void eachSchemaIsServedWithAllThatItNeeds() throws IOException {
        try (Stream<Path> files = Files.list(SCHEMAS)) {
            assertThat(files).isNotEmpty().allSatisfy(file -> {
                HttpResponse<String> schema = service.get("/schemas/v1/" + file.getFileName());
                assertThat(schema.statusCode()).isEqualTo(200);
                assertThat(schema.headers().firstValue("Content-Type")).contains("application/schema+json");
                assertHoldsAllThatItNeeds(EventLines.parsed(schema.body()));
            });
        }
    }

    /** What is published, as it is published, lets through what comes, also what is added to it. */
    @Test
    void aClientThatValidatesSurvivesAdditions() {
        String schema = service.get("/schemas/v1/answer.clusters.json").body();
        String answer = service.get("/api/v1/clusters").body();

        assertThat(validate(schema, answer)).isEmpty();
        assertThat(validate(schema, answer.replace("\"state\":\"ok\"", "\"state\":\"asleep\",\"colour\":\"blue\"")))
                .isEmpty();
        assertThat(validate(schema, answer.replace("\"name\":\"prod\"", "\"name\":1")))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nope.json",
                "..json",
                "backup.job",
                "..%2F..%2Fapplication.properties",
                "..%2Fasyncapi.json",
                "../asyncapi.json",
                "x%2F.json"
            })
    void whatIsNoSchemaIsNotThere(String name) {
        HttpResponse<String> answer = service.get("/schemas/v1/" + name);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
    }

    @Test
    void allThatAnswersIsInOpenApiAndTheReverse() {
        Set<String> served = new TreeSet<>(resources());
        router.getRoutes().stream()
                .map(Route::getPath)
                .filter(Objects::nonNull)
                .filter(path -> !NO_PART.matcher(path).matches())
                .map(path -> path.replaceAll(":[a-z]+", "{}"))
                .forEach(served::add);
        Set<String> told = new TreeSet<>();
        openApi()
                .get("paths")
                .fieldNames()
                .forEachRemaining(path -> told.add(path.replaceAll("\\{[^}]+\\}([.]json)?", "{}")));
        told.removeIf(path -> path.startsWith("/q/"));

        assertThat(served).containsExactlyElementsOf(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/jobs", "/api/v1/tasks", "/api/v1/tenants", "/api/v1/tenants/days", "/api/v1/events"})
    void theParametersAreThoseThatAreRead(String path) {
        String problem = service.get(path + "?nope=1").body();
        List<String> known = KNOWN.matcher(problem)
                .results()
                .map((MatchResult found) -> found.group(1))
                .flatMap(names -> Stream.of(names.split(", ")))
                .toList();

        assertThat(parameters(path)).containsExactlyInAnyOrderElementsOf(known);
    }

    private static void assertHoldsAllThatItNeeds(JsonNode schema) {
        Set<String> held = new TreeSet<>(schema.findValuesAsText("$id"));
        assertThat(schema.findValuesAsText("$ref").stream()
                        .filter(reference -> !reference.startsWith("#"))
                        .map(reference -> reference.replaceFirst("#.*", "")))
                .allSatisfy(reference -> assertThat(held).contains(reference));
    }

    private List<String> parameters(String path) {
        JsonNode all = openApi();
        return StreamSupport.stream(
                        all.at("/paths").get(path).at("/get/parameters").spliterator(), false)
                .map(each -> each.has("$ref") ? all.at(each.get("$ref").asText().substring(1)) : each)
                .filter(each -> each.get("in").asText().equals("query"))
                .map(each -> each.get("name").asText())
                .toList();
    }

    private JsonNode openApi() {
        return EventLines.parsed(
                service.get("/openapi", "Accept", "application/json").body());
    }

    /** Those of JAX-RS are not among Vert.x's routes. */
    private static Set<String> resources() {
        Set<String> paths = new TreeSet<>();
        for (Class<?> type : typesOfTheWeb()) {
            jakarta.ws.rs.Path root = type.getAnnotation(jakarta.ws.rs.Path.class);
            if (root != null) {
                Stream.of(type.getDeclaredMethods())
                        .filter(ContractRouteTest::answers)
                        .map(method -> method.getAnnotation(jakarta.ws.rs.Path.class))
                        .map(below -> below == null ? root.value() : root.value() + "/" + below.value())
                        .filter(path -> !NO_PART.matcher(path).matches())
                        .forEach(path -> paths.add(path.replaceAll("\\{(?:[^{}]|\\{[^}]*\\})*\\}", "{}")));
            }
        }
        return paths;
    }

    private static boolean answers(Method method) {
        return Stream.of(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
    }

    private static List<Class<?>> typesOfTheWeb() {
        Path classes = Path.of("target", "classes");
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes.resolve("dev/backupwatch"))) {
            for (Path file : files.filter(each -> each.toString().endsWith("Resource.class"))
                    .toList()) {
                String name =
                        classes.relativize(file).toString().replace('/', '.').replaceFirst("[.]class$", "");
                types.add(Class.forName(name));
            }
        } catch (IOException | ClassNotFoundException failure) {
            throw new AssertionError(failure);
        }
        return types;
    }

    private static List<String> validate(String schema, String json) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema)
                .validate(json, InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }
}
