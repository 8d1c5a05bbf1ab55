package dev.backupwatch.insight;

import dev.backupwatch.diff.Told;
import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.Insight;
import dev.backupwatch.event.JobEvent;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.Progress;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.RowVerb;
import dev.backupwatch.event.Speed;
import dev.backupwatch.event.Work;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Works out how far tasks are that moved, then their jobs, then the cluster jobs above those. */
final class ProgressStage {

    private final Appraisal appraisal;
    private final Collection<RowKey> moved;
    /** Jobs of which this poll tells a row event anyway: their progress goes with it. */
    private final Set<RowKey> toldAnyway = new HashSet<>();

    ProgressStage(Appraisal appraisal, Collection<RowKey> moved) {
        this.appraisal = appraisal;
        this.moved = moved;
        appraisal.step.events().forEach(this::note);
    }

    private void note(ChangeEvent event) {
        if (event instanceof RowEvent row && row.identity().key().kind() == RowKind.JOB) {
            toldAnyway.add(row.identity().key());
        }
    }

    void takeIn() {
        var tasksByJob = new TreeMap<RowKey, RowKey>();
        Set<RowKey> parents = new TreeSet<>();
        for (RowKey key : moved) {
            Told told = appraisal.told(key);
            if (told == null) {
                continue;
            }
            if (key.kind() == RowKind.JOB) {
                parents.add(key);
            } else {
                take(told);
                // The newest task is the one that works.
                tasksByJob.merge(told.identity().job().rowKey(), key, (a, b) -> a.compareTo(b) > 0 ? a : b);
            }
        }
        tasksByJob.forEach((job, task) -> {
            show(job, shownOf(task));
            parentOf(job, parents);
        });
        showClusters(parents);
        new SilenceStage(appraisal, this).takeIn();
    }

    /** What a row event's row means. */
    RowEvent meaning(RowEvent event) {
        RowKey key = event.identity().key();
        Progress progress = null;
        if (!event.verb().isRemoval()) {
            progress = key.kind() == RowKind.TASK ? shownOf(key) : shownOfJob(key);
        }
        boolean hasFailed = event.verb() == RowVerb.FAILED
                || (event.verb() == RowVerb.STATUS_CHANGED
                        && event.row().status().equals("FAILED"));
        var insight = new Insight(
                progress,
                event.verb() == RowVerb.COMPLETED ? appraisal.comparisons.get(key) : null,
                hasFailed ? Failures.of(event.row()).orElse(null) : null);
        return insight.equals(Insight.NONE) ? event : event.with(insight);
    }

    private void take(Told task) {
        RowKey key = task.life().key();
        TaskMemory memory = appraisal.tasks.get(key);
        if (memory != null) {
            appraisal.tasks.put(key, memory.showing(progress(task, memory)));
        }
    }

    private @Nullable Progress progress(Told task, TaskMemory memory) {
        var earlier = appraisal.tenant(task.life().key().tenant()).runsOf(typeOf(task));
        Long previous =
                earlier.isEmpty() ? null : earlier.get(earlier.size() - 1).bytes();
        Work work = TaskWork.of(task.row(), memory.totals(), previous);
        if (work == null) {
            return null;
        }
        Speed speed =
                memory.trail().window(appraisal.sight.at()).map(Window::speed).orElse(Speed.UNKNOWN);
        var forecast = new Forecast(task.row(), memory, earlier, appraisal.sight.at());
        return new Progress(work, speed, forecast.timeLeft(work));
    }

    private String typeOf(Told task) {
        Told job = appraisal.told(task.identity().job().rowKey());
        return job == null ? "" : job.row().text("BACKUP_TYPE");
    }

    /** Tells it where it moved: in what is done, in how fast it goes, or in whether its end can be told. */
    void show(RowKey job, @Nullable Progress progress) {
        JobMemory memory = appraisal.jobs.get(job);
        Told told = appraisal.told(job);
        if (memory == null || told == null) {
            return;
        }
        if (toldAnyway.contains(job)) {
            appraisal.jobs.put(job, memory.showing(progress));
        } else if (hasMoved(memory.shown(), progress)) {
            appraisal.jobs.put(job, memory.showing(progress));
            appraisal.tell(new JobEvent(EventType.JOB_PROGRESSED, told.identity(), told.row(), progress, null));
        }
    }

    private static boolean hasMoved(@Nullable Progress shown, @Nullable Progress now) {
        if (shown == null || now == null) {
            return !Objects.equals(shown, now);
        }
        return !shown.work().equals(now.work())
                || !shown.speed().equals(now.speed())
                || (shown.timeLeft() == null) != (now.timeLeft() == null);
    }

    private void parentOf(RowKey job, Set<RowKey> parents) {
        Told told = appraisal.told(job);
        JobKey parent = told == null ? null : told.identity().parent();
        if (parent != null && appraisal.told(parent.rowKey()) != null) {
            parents.add(parent.rowKey());
        }
    }

    /** Only where all tenants were read; and after a time when they were not, all of them. */
    private void showClusters(Set<RowKey> moved) {
        if (!appraisal.sight.isWhole()) {
            return;
        }
        Set<RowKey> parents = new TreeSet<>(moved);
        if (!appraisal.isWatched) {
            appraisal.clusters.now().keySet().forEach(job -> parents.add(job.rowKey()));
        }
        parents.forEach(this::showCluster);
    }

    /** Anew, after something of that job was told. */
    void showParentOf(RowKey job) {
        Set<RowKey> parents = new TreeSet<>();
        parentOf(job, parents);
        showClusters(parents);
    }

    private void showCluster(RowKey parent) {
        Told told = appraisal.told(parent);
        ClusterMemory cluster =
                told == null ? null : appraisal.clusters.get(told.identity().job());
        show(parent, cluster == null ? null : new ClusterProgress(appraisal, cluster).now());
    }

    private @Nullable Progress shownOf(RowKey task) {
        TaskMemory memory = appraisal.tasks.get(task);
        return memory == null ? null : memory.shown();
    }

    private @Nullable Progress shownOfJob(RowKey job) {
        JobMemory memory = appraisal.jobs.get(job);
        return memory == null ? null : memory.shown();
    }
}
