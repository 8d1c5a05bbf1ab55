package dev.backupwatch.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Encoded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the bytes of the answers to questions about the state. Each carries the cursor at which it holds. */
public final class AnswerEncoder {

    private static final List<String> OF_A_CHILD =
            List.of("subject", "tenantId", "tenantName", "jobId", "status", "since");
    private static final List<String> OF_WHAT_RUNS =
            List.of("subject", "jobId", "status", "since", "progress", "conditions");

    private AnswerEncoder() {}

    /**
     * One source.
     *
     * @param lag since the last complete poll; absent before the first
     */
    public record Cluster(
            ClusterName name,
            SourceFreshness freshness,
            String version,
            String scope,
            @Nullable Duration lag,
            Duration pollInterval,
            long jobs,
            long tasks) {}

    /** @param next where the next page goes on; absent on the last */
    public record Page(
            Cursor cursor, List<Encoded> items, @Nullable String next) {}

    public static Encoded clusters(Cursor cursor, List<Cluster> clusters) {
        return answer(json -> {
            json.writeStringField("cursor", cursor.toString());
            json.writeArrayFieldStart("clusters");
            for (Cluster cluster : clusters) {
                write(json, cluster);
            }
            json.writeEndArray();
        });
    }

    /** @param name of the array: {@code jobs}, {@code tasks} or {@code tenants} */
    public static Encoded rows(String name, Page page) {
        return answer(json -> {
            json.writeStringField("cursor", page.cursor().toString());
            array(json, name, page.items());
            Json.optional(json, "next", page.next());
        });
    }

    /** One job with its tasks and the tenants' jobs beneath it. */
    public static Encoded job(Cursor cursor, Encoded job, List<Encoded> tasks, List<Encoded> children) {
        return answer(json -> {
            json.writeStringField("cursor", cursor.toString());
            json.writeFieldName("job");
            json.writeRawValue(text(job));
            array(json, "tasks", tasks);
            array(json, "jobs", children);
        });
    }

    /** A cluster job's item with a short entry for each tenant's job beneath it. */
    public static Encoded withChildren(Encoded job, List<Encoded> children) {
        return withBriefs(job, "jobs", OF_A_CHILD, children);
    }

    /** A tenant's item with a short entry for each of its jobs that has not ended. */
    public static Encoded withRunning(Encoded tenant, List<Encoded> jobs) {
        return withBriefs(tenant, "running", OF_WHAT_RUNS, jobs);
    }

    private static Encoded withBriefs(Encoded item, String array, List<String> members, List<Encoded> others) {
        try {
            ObjectNode extended = (ObjectNode) Json.MAPPER.readTree(item.shared());
            ArrayNode briefs = extended.putArray(array);
            for (Encoded other : others) {
                JsonNode whole = Json.MAPPER.readTree(other.shared());
                ObjectNode brief = briefs.addObject();
                members.stream().filter(whole::has).forEach(name -> brief.set(name, whole.get(name)));
            }
            return new Encoded(Json.MAPPER.writeValueAsBytes(extended));
        } catch (IOException bug) {
            throw new UncheckedIOException("the state holds an item that is no JSON", bug);
        }
    }

    /** A CloudEvents batch. */
    public static Encoded batch(List<Encoded> events) {
        var all = new StringBuilder("[");
        for (Encoded event : events) {
            all.append(all.length() == 1 ? "" : ",").append(text(event));
        }
        return new Encoded(all.append(']').toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void write(JsonGenerator json, Cluster cluster) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", cluster.name().value());
        json.writeStringField("state", cluster.freshness().state().wireName());
        Instant asOf = cluster.freshness().asOf();
        Json.optional(json, "asOf", asOf == null ? null : Json.time(asOf));
        Json.optional(json, "version", cluster.version().isEmpty() ? null : cluster.version());
        Json.optional(json, "scope", cluster.scope().isEmpty() ? null : cluster.scope());
        Duration lag = cluster.lag();
        if (lag != null) {
            json.writeNumberField("sourceLagSeconds", InsightMembers.seconds(lag));
        }
        json.writeNumberField("pollIntervalSeconds", InsightMembers.seconds(cluster.pollInterval()));
        json.writeNumberField("runningJobs", cluster.jobs());
        json.writeNumberField("runningTasks", cluster.tasks());
        json.writeEndObject();
    }

    private static void array(JsonGenerator json, String name, List<Encoded> items) throws IOException {
        json.writeArrayFieldStart(name);
        for (Encoded item : items) {
            json.writeRawValue(text(item));
        }
        json.writeEndArray();
    }

    private static Encoded answer(Json.Members members) {
        return new Encoded(Json.object(members));
    }

    private static String text(Encoded json) {
        return new String(json.shared(), StandardCharsets.UTF_8);
    }
}
