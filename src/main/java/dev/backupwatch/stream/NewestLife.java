package dev.backupwatch.stream;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.StateKey;
import dev.backupwatch.wire.RowGlance;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The newest of the lives that bore a job's numbers: a cluster that was rebuilt gives them out anew, and what ended before
 * belongs to another job. A life is known by its START_TIMESTAMP.
 */
record NewestLife(ClusterName cluster, JobKey job, LogState state) {

    /** Those that belong to it of all that bore its numbers, or had those for their parent's; newest first, as they are given. */
    List<LoggedEvent> of(List<LoggedEvent> removals) {
        List<LoggedEvent> ofTheJob = removals.stream().filter(this::isOfTheJob).toList();
        @Nullable Instant start = start(ofTheJob);
        Optional<LoggedEvent> older = ofTheJob.stream()
                .filter(removal -> !Objects.equals(startIn(removal), start))
                .findFirst();
        return older.map(end -> removals.stream()
                        .filter(removal -> isAfter(removal, end))
                        .toList())
                .orElse(removals);
    }

    private @Nullable Instant start(List<LoggedEvent> ofTheJob) {
        var key = new StateKey(cluster, RowKey.job(job.tenant(), job.job()));
        Stream<Optional<Instant>> running = state.entries().stream()
                .filter(entry -> entry.key().equals(key))
                .map(entry -> Optional.ofNullable(RowGlance.at(entry.item()).start()));
        Stream<Optional<Instant>> ended = ofTheJob.stream().map(removal -> Optional.ofNullable(startIn(removal)));
        return Stream.concat(running, ended).findFirst().flatMap(start -> start).orElse(null);
    }

    private static @Nullable Instant startIn(LoggedEvent removal) {
        return RowGlance.at(removal.json()).start();
    }

    /** The poll that told the end of the older life also told what it had lost; only that comes after its end. */
    private static boolean isAfter(LoggedEvent removal, LoggedEvent end) {
        return removal.sequence().isAfter(end.sequence())
                && !(removal.pollEnd().equals(end.pollEnd())
                        && Found.removed(removal).isLoss());
    }

    private boolean isOfTheJob(LoggedEvent removal) {
        var identity = removal.facets().identity();
        return identity != null && identity.key().equals(RowKey.job(job.tenant(), job.job()));
    }
}
