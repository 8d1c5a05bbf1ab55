package dev.backupwatch.insight;

import dev.backupwatch.diff.NoteTree;
import dev.backupwatch.event.RowVerb;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.insight.ClusterMemory.Child;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is remembered of cluster jobs. */
final class ClusterNotes {

    private ClusterNotes() {}

    static Object of(ClusterMemory cluster) {
        Map<String, @Nullable Object> note = new LinkedHashMap<>();
        note.put("start", NoteTree.of(cluster.start()));
        note.put("type", cluster.type());
        note.put("executors", cluster.executors().stream().map(TenantId::value).toList());
        note.put(
                "children",
                cluster.children().values().stream().map(ClusterNotes::of).toList());
        note.put("isWatched", cluster.isWatched());
        note.put("ending", name(cluster.ending()));
        return note;
    }

    static ClusterMemory cluster(NoteTree note) {
        List<TenantId> executors = new ArrayList<>();
        note.member("executors").items().forEach(id -> executors.add(new TenantId(id.number())));
        Map<TenantId, Child> children = new HashMap<>();
        note.member("children").items().stream()
                .map(ClusterNotes::child)
                .forEach(child -> children.put(child.job().tenant(), child));
        return new ClusterMemory(
                note.member("start").time(),
                note.member("type").text(),
                executors,
                children,
                note.member("isWatched").isTrue(),
                verb(note.member("ending")));
    }

    private static Object of(Child child) {
        Map<String, @Nullable Object> note = new LinkedHashMap<>();
        note.put("job", NoteForm.of(child.job()));
        note.put("ending", name(child.ending()));
        note.put("bytes", child.bytes());
        return note;
    }

    private static Child child(NoteTree note) {
        return new Child(
                NoteForm.row(note.member("job")),
                verb(note.member("ending")),
                NoteForm.numberIfAny(note.member("bytes")));
    }

    private static @Nullable String name(@Nullable RowVerb verb) {
        return verb == null ? null : verb.name();
    }

    private static @Nullable RowVerb verb(NoteTree note) {
        return note.isNothing() ? null : RowVerb.valueOf(note.text());
    }
}
