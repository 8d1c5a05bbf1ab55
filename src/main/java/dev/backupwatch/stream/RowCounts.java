package dev.backupwatch.stream;

import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.Visibility;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.eventlog.SourceFacts;

/** How many jobs and tasks of a source run, as far as they may be seen. */
record RowCounts(long jobs, long tasks) {

    static RowCounts of(SourceAttestation source, LogState state, Visibility visibility) {
        if (visibility.isOfAllTenants()) {
            SourceFacts facts = source.facts();
            return new RowCounts(facts.jobs(), facts.tasks());
        }
        return new RowCounts(
                count(RowKind.JOB, source, state, visibility), count(RowKind.TASK, source, state, visibility));
    }

    private static long count(RowKind kind, SourceAttestation source, LogState state, Visibility visibility) {
        return state.entries().stream()
                .map(entry -> entry.identity())
                .filter(row ->
                        row.cluster().equals(source.cluster()) && row.key().kind() == kind)
                .filter(visibility::permits)
                .count();
    }
}
