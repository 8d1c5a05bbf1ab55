package dev.backupwatch.diff;

import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import java.util.Map;

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
        return Map.of("name", tenant.name(), "type", tenant.type(), "status", tenant.status());
    }

    @Override
    void recall(String name, NoteTree note, Recalled recalled) {
        var id = new TenantId(Long.parseLong(name));
        var tenant = new Tenant(
                id,
                note.member("name").text(),
                note.member("type").text(),
                note.member("status").text());
        recalled.tenants.put(id, tenant);
    }
}
