package dev.backupwatch.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.Overdue;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantSummary;
import dev.backupwatch.event.TenantSummary.LastSuccess;
import dev.backupwatch.event.TenantSummary.Run;
import dev.backupwatch.event.TenantSummary.Usual;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Makes the bytes of one tenant as snapshots and answers show it. Summaries that are equal give the same bytes. */
public final class TenantItemEncoder {

    private TenantItemEncoder() {}

    public static byte[] encode(TenantSummary summary) {
        return Json.object(json -> {
            identity(json, summary);
            json.writeObjectFieldStart("lastSuccess");
            for (var success : new TreeMap<>(summary.lastSuccess()).entrySet()) {
                json.writeObjectFieldStart(success.getKey());
                success(json, success.getValue());
                json.writeEndObject();
            }
            json.writeEndObject();
            Run failure = summary.lastFailure();
            if (failure != null) {
                json.writeObjectFieldStart("lastFailure");
                failure(json, failure);
                json.writeEndObject();
            }
            json.writeNumberField("failures", summary.failures());
            overdue(json, summary);
        });
    }

    /** As {@link #listed(JsonGenerator, ClusterName, Tenant)}. */
    public static byte[] listed(ClusterName cluster, Tenant tenant) {
        return Json.object(json -> listed(json, cluster, tenant));
    }

    /** One of which nothing is known but that the cluster lists it. */
    static void listed(JsonGenerator json, ClusterName cluster, Tenant tenant) throws IOException {
        json.writeStringField("cluster", cluster.value());
        json.writeNumberField("tenantId", tenant.id().value());
        json.writeStringField("tenantName", tenant.name());
        json.writeStringField("tenantType", tenant.type());
        json.writeStringField("status", tenant.status());
    }

    private static void identity(JsonGenerator json, TenantSummary summary) throws IOException {
        Identity identity = summary.identity();
        json.writeStringField("source", EventEncoder.source(identity.cluster()));
        json.writeStringField("subject", identity.subject());
        IdentityMembers.write(json, identity);
        Tenant tenant = summary.tenant();
        if (tenant != null) {
            json.writeStringField("tenantType", tenant.type());
            json.writeStringField("status", tenant.status());
            Json.optional(json, "role", tenant.role().isEmpty() ? null : tenant.role());
        }
    }

    private static void success(JsonGenerator json, LastSuccess success) throws IOException {
        Run run = success.run();
        if (run == null) {
            json.writeStringField("end", Json.time(success.end()));
            return;
        }
        json.writeNumberField("jobId", run.job());
        times(json, run);
        Json.optional(json, "outputBytes", run.outputBytes());
    }

    private static void failure(JsonGenerator json, Run run) throws IOException {
        json.writeNumberField("jobId", run.job());
        json.writeStringField("type", run.type());
        times(json, run);
        json.writeNumberField("result", run.result());
    }

    private static void times(JsonGenerator json, Run run) throws IOException {
        json.writeStringField("start", Json.time(run.start()));
        json.writeStringField("end", Json.time(run.end()));
        json.writeNumberField("durationSeconds", InsightMembers.seconds(Duration.between(run.start(), run.end())));
    }

    private static void overdue(JsonGenerator json, TenantSummary summary) throws IOException {
        List<Overdue> overdue = summary.overdue().stream()
                .sorted(Comparator.comparing(Overdue::kind))
                .toList();
        json.writeArrayFieldStart("overdue");
        for (Overdue each : overdue) {
            json.writeStartObject();
            InsightMembers.write(json, each);
            json.writeEndObject();
        }
        json.writeEndArray();
        usual(json, summary);
        json.writeArrayFieldStart("conditions");
        for (Overdue each : overdue) {
            json.writeString("overdue_" + each.kind().name().toLowerCase(Locale.ROOT));
        }
        json.writeEndArray();
    }

    private static void usual(JsonGenerator json, TenantSummary summary) throws IOException {
        json.writeObjectFieldStart("usual");
        for (var each : new TreeMap<>(summary.usual()).entrySet()) {
            Usual usual = each.getValue();
            json.writeObjectFieldStart(each.getKey());
            json.writeNumberField("runs", usual.runs());
            json.writeNumberField("durationSeconds", InsightMembers.seconds(usual.duration()));
            Json.optional(json, "outputBytes", usual.outputBytes());
            Duration interval = usual.interval();
            if (interval != null) {
                json.writeNumberField("intervalSeconds", InsightMembers.seconds(interval));
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
