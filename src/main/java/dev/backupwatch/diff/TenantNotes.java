package dev.backupwatch.diff;

import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tenants, as last read. */
final class TenantNotes extends NoteFamily<TenantId, Tenant> {

    TenantNotes() {
        super("tenant/");
    }

    @Override
    Map<TenantId, Tenant> of(Lives lives) {
        return lives.tenants();
    }

    @Override
    String name(TenantId key) {
        return Long.toString(key.value());
    }

    @Override
    Object note(Tenant tenant) {
        Map<String, @Nullable Object> note = new LinkedHashMap<>();
        note.put("name", tenant.name());
        note.put("type", tenant.type());
        note.put("status", tenant.status());
        note.put("role", tenant.role());
        note.put("created", NoteTree.of(tenant.created()));
        return note;
    }

    /** Notes of earlier versions hold neither role nor creation; both are soon read anew. */
    @Override
    void recall(String name, NoteTree note, Recalled recalled) {
        var id = new TenantId(Long.parseLong(name));
        var tenant = new Tenant(
                id,
                note.member("name").text(),
                note.member("type").text(),
                note.member("status").text(),
                Objects.requireNonNullElse(note.member("role").textIfAny(), ""),
                note.member("created").timeIfAny());
        recalled.tenants.put(id, tenant);
    }
}
