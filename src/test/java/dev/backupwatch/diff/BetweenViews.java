package dev.backupwatch.diff;

import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ended jobs, each with its tasks, that have left the live views and have not reached the history yet. */
final class BetweenViews {

    private record Leaving(RowKey job, Row row, List<Row> tasks) {}

    private final ScriptedCluster cluster;
    private final List<Leaving> leaving = new ArrayList<>();

    BetweenViews(ScriptedCluster cluster) {
        this.cluster = cluster;
    }

    String leave(RowKey job) {
        List<RowKey> tasks = cluster.tasksOf(job.tenant().value(), job.id());
        leaving.add(new Leaving(
                job, cluster.liveRow(job), tasks.stream().map(cluster::liveRow).toList()));
        tasks.forEach(cluster::deleteLive);
        cluster.deleteLive(job);
        return "job %d/%d is in neither view".formatted(job.tenant().value(), job.id());
    }

    /** The one that left first; empty if there is none. */
    Optional<String> arrive() {
        if (leaving.isEmpty()) {
            return Optional.empty();
        }
        Leaving first = leaving.remove(0);
        first.tasks().forEach(cluster.history(RowKind.TASK)::put);
        cluster.history(RowKind.JOB).put(first.row());
        return Optional.of("job %d/%d is in the history at last"
                .formatted(first.job().tenant().value(), first.job().id()));
    }

    void forget(long tenant) {
        leaving.removeIf(one -> one.job().tenant().value() == tenant);
    }

    void forgetAll() {
        leaving.clear();
    }
}
