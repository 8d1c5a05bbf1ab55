package dev.backupwatch.diff;

import dev.backupwatch.event.RowKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The jobs that ended lately. */
final class EndedJobNotes extends NoteFamily<RowKey, EndedJob> {

    EndedJobNotes() {
        super("ended/");
    }

    @Override
    Map<RowKey, EndedJob> of(Lives lives) {
        return lives.endedJobs();
    }

    @Override
    String name(RowKey key) {
        return Recalled.name(key);
    }

    @Override
    Object note(EndedJob job) {
        Map<String, @Nullable Object> note = new LinkedHashMap<>();
        note.put("parent", NoteTree.of(job.parent()));
        note.put("at", NoteTree.of(job.at()));
        return note;
    }

    @Override
    void recall(String name, NoteTree note, Recalled recalled) {
        var ended =
                new EndedJob(note.member("parent").jobIfAny(), note.member("at").time());
        recalled.endedJobs.put(Recalled.rowKey(name), ended);
    }
}
