package dev.backupwatch.insight;

import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowVerb;
import dev.backupwatch.event.TenantSummary.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes in lives that are over: what they came to is what later ones are compared with. */
final class Endings {

    private final Appraisal appraisal;

    Endings(Appraisal appraisal) {
        this.appraisal = appraisal;
    }

    /** @param last what was remembered of it; absent if it was never seen live */
    void ofTask(RowEvent event, @Nullable TaskMemory last) {
        RowKey job = event.identity().job().rowKey();
        JobMemory known = appraisal.jobs.get(job);
        if (known != null && event.verb().isEnding()) {
            long bytes = event.row().numberOr("OUTPUT_BYTES", 0);
            Map<String, Duration> pauses = last == null ? Map.of() : last.rest().pauses();
            appraisal.jobs.put(job, known.having(new JobMemory.Written(bytes, pauses, curve(last))));
        }
    }

    void ofJob(RowEvent event) {
        RowKey key = event.identity().key();
        JobMemory known = appraisal.jobs.remove(key);
        JobMemory.Written written = known == null ? null : known.written();
        Long bytes = written == null ? null : Long.valueOf(written.bytes());
        if (event.verb().isEnding()) {
            Run run = run(event.row(), bytes);
            remember(event, run, known);
        }
        endOfChild(event, bytes);
        endOfClusterJob(event);
    }

    private void remember(RowEvent event, Run run, @Nullable JobMemory known) {
        RowKey key = event.identity().key();
        TenantMemory tenant = appraisal.tenant(key.tenant());
        if (event.verb() == RowVerb.FAILED) {
            appraisal.tenants.put(key.tenant(), tenant.failed(run, true));
        } else if (event.verb() == RowVerb.COMPLETED) {
            PastRun past = pastRun(run, known);
            // What was read of the past may hold it already.
            List<PastRun> earlier = tenant.runsOf(run.type()).stream()
                    .filter(other -> !other.isSameAs(past))
                    .toList();
            Comparisons.of(run, earlier).ifPresent(comparison -> appraisal.comparisons.put(key, comparison));
            appraisal.tenants.put(key.tenant(), tenant.completed(past));
        }
    }

    private void endOfChild(RowEvent event, @Nullable Long bytes) {
        JobKey parent = event.identity().parent();
        ClusterMemory cluster = parent == null ? null : appraisal.clusters.get(parent);
        if (parent != null && cluster != null) {
            var child = new ClusterMemory.Child(event.identity().key(), event.verb(), bytes);
            appraisal.clusters.put(parent, cluster.with(child));
        }
    }

    private void endOfClusterJob(RowEvent event) {
        JobKey job = event.identity().job();
        ClusterMemory cluster = appraisal.clusters.get(job);
        if (cluster != null && event.verb().isEnding()) {
            appraisal.clusters.put(job, cluster.ended(event.verb()));
        } else if (cluster != null) {
            appraisal.clusters.remove(job);
        }
    }

    private static @Nullable Curve curve(@Nullable TaskMemory task) {
        return task == null
                ? null
                : task.milestones()
                        .endedAt(task.trail().last())
                        .curve(task.start(), task.totals().areReal() ? Point::blocks : Point::output)
                        .orElse(null);
    }

    static PastRun pastRun(Run run, @Nullable JobMemory known) {
        JobMemory.Written written = known == null ? null : known.written();
        Map<String, Duration> pauses =
                new HashMap<>(known == null ? Map.of() : known.rest().pauses());
        if (written != null) {
            written.pauses().forEach((phase, pause) -> pauses.merge(phase, pause, Span::longer));
        }
        return new PastRun(
                run.job(),
                run.type(),
                run.start(),
                run.end(),
                run.outputBytes(),
                pauses,
                written == null ? null : written.curve());
    }

    /** Some versions may leave out when it ended, of what ended at once. */
    static Run run(Row job, @Nullable Long bytes) {
        Instant start = job.time("START_TIMESTAMP");
        Instant end = job.timeIfAny("END_TIMESTAMP").orElse(start);
        return new Run(job.number("JOB_ID"), job.text("BACKUP_TYPE"), start, end, job.numberOr("RESULT", 0), bytes);
    }
}
