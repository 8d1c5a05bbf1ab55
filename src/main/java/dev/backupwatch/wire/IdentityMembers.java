package dev.backupwatch.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.RowKind;
import java.io.IOException;

/** The members that say which row an event or an item speaks of. */
final class IdentityMembers {

    private IdentityMembers() {}

    static void write(JsonGenerator json, Identity identity) throws IOException {
        json.writeStringField("cluster", identity.cluster().value());
        json.writeNumberField("tenantId", identity.key().tenant().value());
        Json.optional(json, "tenantName", identity.tenantName());
        if (identity.key().kind() != RowKind.TENANT) {
            json.writeNumberField("jobId", identity.job().job());
        }
        if (identity.key().kind() == RowKind.TASK) {
            json.writeNumberField("taskId", identity.key().id());
        }
        JobKey parent = identity.parent();
        if (parent != null) {
            json.writeObjectFieldStart("parent");
            json.writeNumberField("tenantId", parent.tenant().value());
            json.writeNumberField("jobId", parent.job());
            json.writeEndObject();
        }
    }
}
