package dev.backupwatch.diff;

import dev.backupwatch.event.TenantId;
import java.util.Map;

/** The highest live JOB_ID seen of each tenant. */
final class HighestJobNotes extends NoteFamily<TenantId, Long> {

    HighestJobNotes() {
        super("highest-job/");
    }

    @Override
    Map<TenantId, Long> of(Lives lives) {
        return lives.highestJobs();
    }

    @Override
    String name(TenantId key) {
        return Long.toString(key.value());
    }

    @Override
    Object note(Long job) {
        return job;
    }

    @Override
    void recall(String name, NoteTree note, Recalled recalled) {
        recalled.highestJobs.put(new TenantId(Long.parseLong(name)), note.number());
    }
}
