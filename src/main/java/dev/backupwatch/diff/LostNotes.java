package dev.backupwatch.diff;

import dev.backupwatch.event.Identity;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.RowKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The lives that were told as lost, and may return. */
final class LostNotes extends NoteFamily<RowKey, Lost> {

    LostNotes() {
        super("lost/");
    }

    @Override
    Map<RowKey, Lost> of(Lives lives) {
        return lives.lost();
    }

    @Override
    String name(RowKey key) {
        return Recalled.name(key);
    }

    @Override
    Object note(Lost lost) {
        Map<String, @Nullable Object> note = new LinkedHashMap<>();
        note.put("tenantName", lost.identity().tenantName());
        note.put("job", NoteTree.of(lost.identity().job()));
        note.put("parent", NoteTree.of(lost.identity().parent()));
        note.put("start", NoteTree.of(lost.start()));
        return note;
    }

    @Override
    void recall(String name, NoteTree note, Recalled recalled) {
        RowKey key = Recalled.rowKey(name);
        JobKey job = Objects.requireNonNull(note.member("job").jobIfAny(), "a lost row's job");
        String tenant = note.member("tenantName").textIfAny();
        var identity = new Identity(
                recalled.cluster(), key, tenant, job, note.member("parent").jobIfAny());
        recalled.lost.put(key, new Lost(identity, note.member("start").time()));
    }
}
