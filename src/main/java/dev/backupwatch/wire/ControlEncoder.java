package dev.backupwatch.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Tenant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the bytes of the messages that speak of the stream itself. Their ids are the connection's own, never cursors. */
public final class ControlEncoder {

    /** Of every control message, up to its id. */
    private static final String BEGINNING = "{\"specversion\":\"1.0\",\"id\":\"";

    private ControlEncoder() {}

    /** What every control message bears: {@code <connection>-<n>} and the time it was made. */
    public record Stamp(String id, Instant time) {}

    /**
     * One part of a snapshot: encoded items.
     *
     * @param listed the tenants of which nothing is known but that their clusters list them
     */
    public record SnapshotPart(
            int part,
            int parts,
            List<byte[]> jobs,
            List<byte[]> tasks,
            List<byte[]> tenants,
            Map<ClusterName, List<Tenant>> listed) {}

    /**
     * @param requestId of the ping that this answers; absent otherwise
     */
    public record Bookmark(
            Cursor cursor,
            boolean isSnapshotComplete,
            Map<ClusterName, SourceFreshness> sources,
            @Nullable String requestId) {}

    /**
     * A part of a snapshot without its beginning: the same for all connections that get it, and so encoded once for them.
     *
     * @param made when
     */
    public static byte[] snapshotRest(Instant made, SnapshotPart part) {
        byte[] whole = control(new Stamp("", made), "snapshot", json -> {
            json.writeNumberField("part", part.part());
            json.writeNumberField("parts", part.parts());
            items(json, "jobs", part.jobs());
            items(json, "tasks", part.tasks());
            json.writeArrayFieldStart("tenants");
            items(json, part.tenants());
            for (var cluster : part.listed().entrySet()) {
                for (Tenant tenant : cluster.getValue()) {
                    json.writeStartObject();
                    TenantItemEncoder.listed(json, cluster.getKey(), tenant);
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
        });
        return Arrays.copyOfRange(whole, BEGINNING.length(), whole.length);
    }

    /** The beginning that is the connection's own: with what {@link #snapshotRest} gives it is one message. */
    public static byte[] snapshotHead(String id) {
        return (BEGINNING + id).getBytes(StandardCharsets.US_ASCII);
    }

    /** @param resumedBy that must be shown with the cursor to go on there, if one must */
    public static byte[] bookmark(Stamp stamp, Bookmark bookmark, Optional<String> resumedBy) {
        return control(stamp, "bookmark", json -> {
            Json.optional(json, "id", bookmark.requestId());
            json.writeStringField("cursor", bookmark.cursor().toString());
            Json.optional(
                    json,
                    "resume",
                    resumedBy.map(text -> bookmark.cursor() + "~" + text).orElse(null));
            if (bookmark.isSnapshotComplete()) {
                json.writeBooleanField("snapshotComplete", true);
            }
            json.writeObjectFieldStart("sources");
            for (var source : bookmark.sources().entrySet()) {
                json.writeObjectFieldStart(source.getKey().value());
                json.writeStringField("state", source.getValue().state().wireName());
                Instant asOf = source.getValue().asOf();
                Json.optional(json, "asOf", asOf == null ? null : Json.time(asOf));
                json.writeEndObject();
            }
            json.writeEndObject();
        });
    }

    /** @param reason one of the contract's, for example {@code compacted} */
    public static byte[] reset(Stamp stamp, String reason) {
        return control(stamp, "reset", json -> json.writeStringField("reason", reason));
    }

    public static byte[] problem(Stamp stamp, String reason, String detail, @Nullable String requestId) {
        return control(stamp, "problem", json -> {
            Json.optional(json, "id", requestId);
            json.writeStringField("reason", reason);
            json.writeStringField("detail", detail);
        });
    }

    public static byte[] subscribed(Stamp stamp, @Nullable String requestId) {
        return control(stamp, "subscribed", json -> Json.optional(json, "id", requestId));
    }

    private static byte[] control(Stamp stamp, String kind, Json.Members data) {
        return Json.object(json -> {
            json.writeStringField("specversion", "1.0");
            json.writeStringField("id", stamp.id());
            json.writeStringField("source", "/stream");
            json.writeStringField("type", "dev.backupwatch.stream." + kind);
            json.writeStringField("time", Json.time(stamp.time()));
            json.writeStringField("datacontenttype", "application/json");
            json.writeStringField("dataschema", "urn:backupwatch:schema:v1:stream." + kind);
            json.writeObjectFieldStart("data");
            data.writeTo(json);
            json.writeEndObject();
        });
    }

    private static void items(JsonGenerator json, String name, List<byte[]> items) throws IOException {
        json.writeArrayFieldStart(name);
        items(json, items);
        json.writeEndArray();
    }

    private static void items(JsonGenerator json, List<byte[]> items) throws IOException {
        for (byte[] item : items) {
            json.writeRawValue(new String(item, StandardCharsets.UTF_8));
        }
    }
}
