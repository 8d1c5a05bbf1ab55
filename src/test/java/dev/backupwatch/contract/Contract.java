package dev.backupwatch.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.rw.CloudEventRWException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Holds all that the tests are sent against the schemas that are published, and notes which kinds there were. What does not
 * conform is noted too, for whoever hands it on may be a thread whose failures nobody sees: {@link AllThatWasTold} fails then.
 */
public final class Contract {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonFormat CLOUD_EVENTS = new JsonFormat();
    private static final TightSchemas SCHEMAS = new TightSchemas(Published.schemas());
    private static final Notes NOTES = Notes.ofThisBuild();
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final Map<Pattern, String> ANSWERS = answers();

    private Contract() {}

    /**
     * One message as it came.
     *
     * @throws AssertionError if it is not what is promised
     */
    public static void message(String text) {
        JsonNode message = parsed(text);
        if (message.path("type").asText().startsWith("/problems/")) {
            // A stream that did not begin.
            conforms("problem", text);
            return;
        }
        require(faults(message, text), text);
        NOTES.seen(message.path("type").asText().replace("dev.backupwatch.", ""));
    }

    /** What is wrong with a message; empty if nothing is. Nothing is noted. */
    static List<String> faults(String text) {
        return faults(parsed(text), text);
    }

    private static List<String> faults(JsonNode message, String text) {
        List<String> faults = new ArrayList<>(SCHEMAS.faults("envelope", message));
        String schema = message.path("dataschema").asText().replace(Published.NAME, "");
        faults.addAll(SCHEMAS.faults(schema, message.path("data")));
        try {
            CLOUD_EVENTS.deserialize(text.getBytes(StandardCharsets.UTF_8));
        } catch (EventDeserializationException | CloudEventRWException | IllegalStateException notOne) {
            faults.add("no CloudEvent: " + notOne);
        }
        return faults;
    }

    /**
     * The answer to a question, where it is one of the contract's.
     *
     * @throws AssertionError if it is not what is promised
     */
    public static void answer(String pathAndQuery, int status, String mediaType, String body) {
        if (mediaType.startsWith("application/problem+json")) {
            conforms("problem", body);
        } else if ((status == OK || status == CREATED) && mediaType.contains("json")) {
            String path = pathAndQuery.replaceFirst("[?].*", "");
            ANSWERS.forEach((pattern, schema) -> {
                if (pattern.matcher(path).matches()) {
                    conforms(schema, body);
                }
            });
        }
    }

    private static void conforms(String schema, String body) {
        JsonNode answer = parsed(body);
        require(SCHEMAS.faults(schema, answer), body);
        if (answer.isArray()) {
            answer.forEach(event -> message(event.toString()));
        }
        NOTES.seen(schema);
    }

    private static void require(List<String> faults, String text) {
        if (!faults.isEmpty()) {
            String failure = "not what is promised: %s%nin %s".formatted(String.join("; ", faults), text);
            NOTES.failed(failure);
            throw new AssertionError(failure);
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new AssertionError("no JSON: " + text, broken);
        }
    }

    private static Map<Pattern, String> answers() {
        Map<Pattern, String> answers = new LinkedHashMap<>();
        answers.put(Pattern.compile("/api/v1/events"), "answer.events");
        answers.put(Pattern.compile("/api/v1/clusters"), "answer.clusters");
        answers.put(Pattern.compile("/api/v1/jobs"), "answer.jobs");
        answers.put(Pattern.compile("/api/v1/jobs/[^/]+/[^/]+/[^/]+"), "answer.job");
        answers.put(Pattern.compile("/api/v1/tasks"), "answer.tasks");
        answers.put(Pattern.compile("/api/v1/tenants"), "answer.tenants");
        answers.put(Pattern.compile("/api/v1/tenants/days"), "answer.days");
        answers.put(Pattern.compile("/api/v1/session"), "answer.session");
        answers.put(Pattern.compile("/api/v1/tickets"), "answer.ticket");
        return answers;
    }
}
