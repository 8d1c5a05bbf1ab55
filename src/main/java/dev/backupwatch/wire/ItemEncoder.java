package dev.backupwatch.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** Makes the bytes of one row as snapshots and answers show it. */
public final class ItemEncoder {

    private static final List<String> TAKEN_FROM_DATA =
            List.of("cluster", "tenantId", "tenantName", "jobId", "taskId", "parent", "status");

    private ItemEncoder() {}

    /** @param since when its present status was told */
    public static byte[] encode(Identity identity, Row row, Instant since) {
        return Json.object(json -> {
            json.writeStringField("source", EventEncoder.source(identity.cluster()));
            json.writeStringField("subject", identity.subject());
            IdentityMembers.write(json, identity);
            json.writeStringField("status", row.status());
            json.writeStringField("since", Json.time(since));
            Json.row(json, row);
            json.writeArrayFieldStart("conditions");
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
            TAKEN_FROM_DATA.stream().filter(data::has).forEach(name -> item.set(name, data.get(name)));
            item.set("since", cloudEvent.get("time"));
            item.set("row", data.get("row"));
            item.set("type", cloudEvent.get("type"));
            item.set("conditions", Json.MAPPER.createArrayNode());
            return Json.MAPPER.writeValueAsBytes(item);
        } catch (IOException bug) {
            throw new UncheckedIOException("the log holds an event that is no JSON", bug);
        }
    }
}
