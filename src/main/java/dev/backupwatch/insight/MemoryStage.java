package dev.backupwatch.insight;

import dev.backupwatch.diff.Told;
import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.ColumnChange;
import dev.backupwatch.event.Columns;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.Life;
import dev.backupwatch.event.Observed;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.Standstill.Movement;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes in what a poll told of rows: what moved, what began, what came to an end. */
final class MemoryStage {

    private static final String STATUS = "STATUS";

    private final Appraisal appraisal;
    private final Endings endings;
    private final Set<RowKey> moved = new LinkedHashSet<>();

    MemoryStage(Appraisal appraisal) {
        this.appraisal = appraisal;
        this.endings = new Endings(appraisal);
    }

    /** Tasks of which something was told, and jobs whose tenants' jobs began or ended. */
    Set<RowKey> moved() {
        return moved;
    }

    void takeIn() {
        rebase();
        for (ChangeEvent event : appraisal.step.events()) {
            if (event instanceof RowEvent row) {
                takeIn(row);
            }
        }
        adopt();
    }

    /** Where the database's clock was set back, what is known to have moved later than now rests from now on. */
    private void rebase() {
        Instant now = appraisal.sight.at();
        appraisal.tasks.now().entrySet().stream()
                .filter(task -> task.getValue().rest().moved().isAfter(now))
                .toList()
                .forEach(task -> appraisal.tasks.put(
                        task.getKey(),
                        task.getValue().resting(task.getValue().rest().noLaterThan(now))));
        appraisal.jobs.now().entrySet().stream()
                .filter(job -> job.getValue().rest().moved().isAfter(now))
                .toList()
                .forEach(job -> appraisal.jobs.put(
                        job.getKey(),
                        job.getValue().resting(job.getValue().rest().noLaterThan(now))));
    }

    private void takeIn(RowEvent event) {
        boolean isTask = event.identity().key().kind() == RowKind.TASK;
        if (event.verb().isRemoval()) {
            end(event, isTask);
        } else if (isTask) {
            task(event);
        } else {
            job(event);
        }
    }

    /** Rows that were told before anybody asked what they mean: as if they were first seen now. */
    private void adopt() {
        appraisal.lives.told().keySet().stream()
                .filter(key -> !(key.kind() == RowKind.JOB ? appraisal.jobs.has(key) : appraisal.tasks.has(key)))
                .sorted()
                .forEach(this::adopt);
    }

    private void adopt(RowKey key) {
        Told told = Objects.requireNonNull(appraisal.told(key));
        if (key.kind() == RowKind.JOB) {
            begin(told.identity(), told.life(), told.row(), false);
        } else {
            appraisal.tasks.put(key, TaskMemory.of(told.life(), told.row(), appraisal.sight.at()));
            moved.add(key);
        }
    }

    private void task(RowEvent event) {
        RowKey key = event.identity().key();
        Life life = Life.of(key, event.row());
        TaskMemory known = appraisal.tasks.get(key);
        if (known != null && known.start().equals(life.start())) {
            appraisal.tasks.put(key, known.on(event.row(), appraisal.sight.at(), movement(event), appraisal.isWatched));
        } else {
            appraisal.tasks.put(key, TaskMemory.of(life, event.row(), appraisal.sight.at()));
            move(event.identity().job().rowKey(), new Movement(key, STATUS));
        }
        moved.add(key);
    }

    private void job(RowEvent event) {
        RowKey key = event.identity().key();
        Life life = Life.of(key, event.row());
        JobMemory known = appraisal.jobs.get(key);
        Movement movement = movement(event);
        if (known == null || !known.start().equals(life.start())) {
            boolean isWatched = event.observed() == Observed.LIVE || event.observed() == Observed.INFERRED;
            begin(event.identity(), life, event.row(), isWatched);
        } else if (movement != null) {
            Rest rest =
                    known.rest().on(appraisal.sight.at(), movement, event.row().status(), appraisal.isWatched);
            appraisal.jobs.put(key, known.resting(rest));
        }
    }

    /** @param isWatched whether all that its tenants began under it was, or will be, told */
    private void begin(Identity identity, Life life, Row row, boolean isWatched) {
        RowKey key = identity.key();
        appraisal.jobs.put(key, JobMemory.of(life, row.status(), appraisal.sight.at()));
        ClusterMemory.of(row, isWatched).ifPresent(cluster -> appraisal.clusters.put(identity.job(), cluster));
        JobKey parent = identity.parent();
        ClusterMemory cluster = parent == null ? null : appraisal.clusters.get(parent);
        if (parent != null && cluster != null) {
            appraisal.clusters.put(parent, cluster.with(new ClusterMemory.Child(key, null, null)));
            move(parent.rowKey(), new Movement(key, STATUS));
            moved.add(parent.rowKey());
        }
    }

    private void end(RowEvent event, boolean isTask) {
        RowKey key = event.identity().key();
        if (isTask) {
            TaskMemory known = appraisal.tasks.remove(key);
            TaskMemory last =
                    known == null ? null : known.on(event.row(), appraisal.sight.at(), movement(event), isUsual(event));
            endings.ofTask(event, last);
            move(event.identity().job().rowKey(), new Movement(key, STATUS));
            return;
        }
        endings.ofJob(event);
        JobKey parent = event.identity().parent();
        if (parent != null) {
            move(parent.rowKey(), new Movement(key, STATUS));
            moved.add(parent.rowKey());
        }
    }

    /** Whether the rest that this ends may be taken for one of those that are usual: watched, and not told as a stall. */
    private boolean isUsual(RowEvent event) {
        JobMemory job = appraisal.jobs.get(event.identity().job().rowKey());
        return appraisal.isWatched && (job == null || job.standstill() == null);
    }

    /** What happens beneath a job moves it too. */
    private void move(RowKey job, Movement movement) {
        JobMemory known = appraisal.jobs.get(job);
        Told told = appraisal.told(job);
        if (known != null && told != null) {
            Rest rest =
                    known.rest().on(appraisal.sight.at(), movement, told.row().status(), appraisal.isWatched);
            appraisal.jobs.put(job, known.resting(rest));
        }
    }

    /** Comments and the like are no movement. */
    private static @Nullable Movement movement(RowEvent event) {
        return event.changed().stream()
                .map(ColumnChange::column)
                .filter(column -> column.equals(STATUS) || Columns.isCounter(column))
                .findFirst()
                .map(column -> new Movement(event.identity().key(), column))
                .orElse(null);
    }
}
