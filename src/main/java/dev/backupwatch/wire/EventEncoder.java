package dev.backupwatch.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.ColumnChange;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.JobEvent;
import dev.backupwatch.event.LostReason;
import dev.backupwatch.event.Observed;
import dev.backupwatch.event.Overdue;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.RowVerb;
import dev.backupwatch.event.SourceEvent;
import dev.backupwatch.event.TenantEvent;
import dev.backupwatch.event.Trouble;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes the bytes of one CloudEvent of a change event. */
public final class EventEncoder {

    private static final int SEQUENCE_DIGITS = 20;
    private static final Pattern LINE_BREAK = Pattern.compile("\\R");

    private EventEncoder() {}

    /** One JSON object in UTF-8, without a line break. */
    public static byte[] encode(ChangeEvent event, Placement place) {
        return Json.object(json -> {
            envelope(json, event, place);
            json.writeObjectFieldStart("data");
            if (event instanceof RowEvent row) {
                rowData(json, row);
            } else if (event instanceof JobEvent job) {
                jobData(json, job);
            } else if (event instanceof TenantEvent tenant) {
                tenantData(json, tenant);
            } else if (event instanceof SourceEvent source) {
                sourceData(json, source);
            }
            json.writeEndObject();
        });
    }

    static String source(ClusterName cluster) {
        return "/clusters/" + cluster.value();
    }

    private static void envelope(JsonGenerator json, ChangeEvent event, Placement place) throws IOException {
        json.writeStringField("specversion", "1.0");
        json.writeStringField("id", place.id().toString());
        json.writeStringField("source", source(event.facets().cluster()));
        json.writeStringField("type", event.type().fullName());
        Identity identity = event.facets().identity();
        Json.optional(json, "subject", identity == null ? null : identity.subject());
        json.writeStringField("time", Json.time(place.time()));
        json.writeStringField("datacontenttype", "application/json");
        json.writeStringField(
                "dataschema", "urn:backupwatch:schema:v1:" + event.type().family());
        json.writeStringField("sequence", padded(place.id().sequence().value()));
        json.writeStringField("pollend", place.pollEnd().toString());
        json.writeStringField("severity", event.severity().wireName());
        Json.optional(json, "traceparent", place.traceparent());
    }

    private static void rowData(JsonGenerator json, RowEvent event) throws IOException {
        IdentityMembers.write(json, event.identity());
        json.writeStringField("status", event.row().status());
        text(json, event);
        json.writeStringField("observed", event.observed().wireName());
        LostReason reason = event.reason();
        Json.optional(json, "reason", reason == null ? null : reason.wireName());
        if (event.verb() != RowVerb.STARTED) {
            changed(json, event.changed());
        }
        Json.row(json, event.row());
        if (isTask(event.identity())) {
            InsightMembers.phase(json, event.row().status());
        }
        InsightMembers.write(json, event.insight());
    }

    private static void jobData(JsonGenerator json, JobEvent event) throws IOException {
        IdentityMembers.write(json, event.identity());
        json.writeStringField("status", event.row().status());
        text(json, event);
        json.writeStringField("observed", Observed.LIVE.wireName());
        ProgressMembers.write(json, event.progress());
        ProgressMembers.stall(json, event.identity(), event.standstill());
        Json.row(json, event.row());
    }

    private static void tenantData(JsonGenerator json, TenantEvent event) throws IOException {
        IdentityMembers.write(json, event.identity());
        text(json, event);
        Overdue overdue = event.overdue();
        if (overdue != null) {
            json.writeObjectFieldStart("overdue");
            InsightMembers.write(json, overdue);
            json.writeEndObject();
        }
        TenantEvent.Cause cause = event.cause();
        Json.optional(json, "reason", cause == null ? null : cause.name().toLowerCase(Locale.ROOT));
    }

    private static void sourceData(JsonGenerator json, SourceEvent event) throws IOException {
        json.writeStringField("cluster", event.cluster().value());
        text(json, event);
        Trouble trouble = event.trouble();
        if (trouble != null) {
            json.writeStringField("reason", trouble.code());
            json.writeStringField("message", trouble.message());
        }
    }

    private static void text(JsonGenerator json, ChangeEvent event) throws IOException {
        json.writeObjectFieldStart("text");
        json.writeStringField("en", oneLine(English.sentence(event)));
        json.writeStringField("zh", oneLine(Chinese.sentence(event)));
        json.writeEndObject();
    }

    /** A terminal shows one line an event, and OceanBase's own comments may have several. */
    private static String oneLine(String sentence) {
        return LINE_BREAK.matcher(sentence).replaceAll(" ");
    }

    private static void changed(JsonGenerator json, List<ColumnChange> changes) throws IOException {
        json.writeObjectFieldStart("changed");
        for (ColumnChange change : changes) {
            json.writeObjectFieldStart(change.column());
            Json.cell(json, "from", change.from());
            Json.cell(json, "to", change.to());
            if (change.delta().isPresent()) {
                json.writeNumberField("delta", change.delta().getAsLong());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** Fixed width, so that sequences sort as text. */
    private static String padded(long sequence) {
        String digits = Long.toString(sequence);
        return "0".repeat(SEQUENCE_DIGITS - digits.length()) + digits;
    }

    static boolean isTask(Identity identity) {
        return identity.key().kind() == RowKind.TASK;
    }
}
