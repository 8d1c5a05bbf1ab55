package dev.backupwatch.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.Progress;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.Standstill;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the bytes of one row as snapshots and answers show it. */
public final class ItemEncoder {

    private static final List<String> TAKEN_FROM_DATA =
            List.of("cluster", "tenantId", "tenantName", "jobId", "taskId", "parent", "status");
    private static final List<String> WHAT_IT_MEANS = List.of("phase", "progress", "comparison", "failure");

    private ItemEncoder() {}

    /**
     * @param since when its present status was told
     * @param standstill present while the job is told as stalled
     */
    public record Item(
            Identity identity,
            Row row,
            Instant since,
            @Nullable Progress progress,
            @Nullable Standstill standstill) {}

    public static byte[] encode(Item item) {
        return Json.object(json -> {
            Identity identity = item.identity();
            json.writeStringField("source", EventEncoder.source(identity.cluster()));
            json.writeStringField("subject", identity.subject());
            IdentityMembers.write(json, identity);
            json.writeStringField("status", item.row().status());
            json.writeStringField("since", Json.time(item.since()));
            Json.row(json, item.row());
            if (EventEncoder.isTask(identity)) {
                InsightMembers.phase(json, item.row().status());
            }
            ProgressMembers.write(json, item.progress());
            ProgressMembers.stall(json, identity, item.standstill());
            json.writeArrayFieldStart("conditions");
            if (item.standstill() != null) {
                json.writeString(JobFigures.STALLED);
            }
            json.writeEndArray();
        });
    }

    /** The item of a life that is over, from the event that told its ending. */
    public static byte[] fromEnding(byte[] event) {
        try {
            JsonNode cloudEvent = Json.MAPPER.readTree(event);
            JsonNode data = cloudEvent.get("data");
            ObjectNode item = Json.MAPPER.createObjectNode();
            item.set("source", cloudEvent.get("source"));
            item.set("subject", cloudEvent.get("subject"));
            take(TAKEN_FROM_DATA, data, item);
            item.set("since", cloudEvent.get("time"));
            item.set("row", data.get("row"));
            take(WHAT_IT_MEANS, data, item);
            item.set("type", cloudEvent.get("type"));
            item.set("conditions", Json.MAPPER.createArrayNode());
            return Json.MAPPER.writeValueAsBytes(item);
        } catch (IOException bug) {
            throw new UncheckedIOException("the log holds an event that is no JSON", bug);
        }
    }

    private static void take(List<String> names, JsonNode data, ObjectNode item) {
        names.stream().filter(data::has).forEach(name -> item.set(name, data.get(name)));
    }
}
