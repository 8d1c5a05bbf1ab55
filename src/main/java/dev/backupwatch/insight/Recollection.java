package dev.backupwatch.insight;

import dev.backupwatch.diff.Draft;
import dev.backupwatch.diff.RecentRuns;
import dev.backupwatch.diff.RowChange;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowVerb;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.event.TenantSummary.Run;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes in what tenants had done before they were watched. What was told meanwhile is known already. */
final class Recollection {

    private final Insights before;
    private final Instant now;
    private final Draft<TenantId, TenantMemory> tenants;
    private final Draft<JobKey, ClusterMemory> clusters;

    Recollection(Insights before, Instant now) {
        this.before = before;
        this.now = now;
        this.tenants = new Draft<>(before.tenants());
        this.clusters = new Draft<>(before.clusters());
    }

    InsightStep of(List<RecentRuns> read) {
        Set<RowKey> touched = new HashSet<>();
        for (RecentRuns runs : read) {
            takeIn(runs);
            touched.add(RowKey.tenant(runs.tenant()));
        }
        var next = new Insights(
                before.cluster(),
                before.policy(),
                before.tasks(),
                before.jobs(),
                clusters.now(),
                tenants.now(),
                before.watchedSince());
        return new InsightStep(List.of(), next, touched);
    }

    private void takeIn(RecentRuns runs) {
        TenantMemory known = tenants.get(runs.tenant());
        TenantMemory memory = known == null ? TenantMemory.of(now) : known;
        Map<Long, Long> bytes = new HashMap<>();
        runs.tasks().forEach(task -> bytes.put(task.number("JOB_ID"), task.numberOr("OUTPUT_BYTES", 0)));
        for (Row job : runs.jobs()) {
            Run run = Endings.run(job, bytes.get(job.number("JOB_ID")));
            RowVerb how = RowChange.ending(job);
            if (how == RowVerb.COMPLETED) {
                memory = memory.completed(Endings.pastRun(run, null));
            } else if (how == RowVerb.FAILED) {
                memory = memory.failed(run, false);
            }
            noteChild(job, how, run);
        }
        for (var success : runs.lastSuccess().entrySet()) {
            memory = memory.succeeded(success.getKey(), success.getValue());
        }
        tenants.put(runs.tenant(), memory.read());
    }

    private void noteChild(Row job, RowVerb how, Run run) {
        JobKey.parentOf(job).ifPresent(parent -> {
            ClusterMemory cluster = clusters.get(parent);
            RowKey key = JobKey.of(job).rowKey();
            if (cluster != null && !cluster.children().containsKey(key.tenant())) {
                clusters.put(parent, cluster.with(new ClusterMemory.Child(key, how, run.outputBytes())));
            }
        });
    }
}
