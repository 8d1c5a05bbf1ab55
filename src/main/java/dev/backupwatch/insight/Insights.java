package dev.backupwatch.insight;

import dev.backupwatch.diff.LifeStep;
import dev.backupwatch.diff.ListedTenants;
import dev.backupwatch.diff.Lives;
import dev.backupwatch.diff.RecentRuns;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.Progress;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.Standstill;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.event.TenantSummary;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one cluster's backups beyond their rows, to tell what the rows mean. A value: {@link #on} computes
 * the next one. All times are the database's, by whose clock the counters move and the backups end.
 *
 * @param clusters cluster jobs that run, or have ended while it is not known yet whom they left out
 * @param watchedSince since when every poll was complete; absent after one that was not. Never noted: after a restart nobody
 *     knows what happened meanwhile
 */
public record Insights(
        ClusterName cluster,
        InsightPolicy policy,
        Map<RowKey, TaskMemory> tasks,
        Map<RowKey, JobMemory> jobs,
        Map<JobKey, ClusterMemory> clusters,
        Map<TenantId, TenantMemory> tenants,
        @Nullable Instant watchedSince) {

    public Insights {
        tasks = Collections.unmodifiableMap(tasks);
        jobs = Collections.unmodifiableMap(jobs);
        clusters = Collections.unmodifiableMap(clusters);
        tenants = Collections.unmodifiableMap(tenants);
    }

    public static Insights none(ClusterName cluster, InsightPolicy policy) {
        return new Insights(cluster, policy, new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), null);
    }

    /**
     * What follows from a poll.
     *
     * @param before the lives that the step began with
     * @param step what the lives made of that poll
     */
    public InsightStep on(Lives before, LifeStep step, Sight sight) {
        return new Appraisal(this, before, step, sight).take();
    }

    /** After a poll that was not complete, or none. */
    public Insights blind() {
        return watchedSince == null ? this : new Insights(cluster, policy, tasks, jobs, clusters, tenants, null);
    }

    /**
     * What follows from reading what tenants had done before they were watched. Tells nothing. A tenant that had a history
     * before and now shows none was hidden while it was read: that is to be asked again.
     */
    public InsightStep on(List<RecentRuns> read, Lives lives, Instant now) {
        List<RecentRuns> seen = read.stream()
                .filter(runs -> !runs.jobs().isEmpty() || !lives.hasHistory(runs.tenant()))
                .toList();
        return new Recollection(this, now).of(seen);
    }

    /**
     * Of whom it is to be read what they had done before they were watched; those who wait for it first. Of a tenant that
     * the views hide just now it would be read that it never had anything.
     */
    public List<TenantId> unread(Lives lives) {
        Set<TenantId> unread = new LinkedHashSet<>();
        clusters.values().stream()
                .filter(job -> job.ending() != null)
                .flatMap(job -> job.executors().stream())
                .forEach(unread::add);
        lives.tenants().values().stream()
                .filter(tenant -> !tenant.isMeta())
                .map(Tenant::id)
                .sorted()
                .forEach(unread::add);
        if (!lives.tenants().containsKey(TenantId.SYS)) {
            // Else they are listed, or gone.
            unread.addAll(lives.tenantsSeen());
        }
        unread.removeIf(id ->
                isRead(id) || ListedTenants.isHidden(lives.tenants(), id) || ListedTenants.isGone(lives.tenants(), id));
        return List.copyOf(unread);
    }

    /** How far that row is, as last told. */
    public @Nullable Progress progress(RowKey row) {
        if (row.kind() == RowKind.TASK) {
            TaskMemory task = tasks.get(row);
            return task == null ? null : task.shown();
        }
        JobMemory job = jobs.get(row);
        return job == null ? null : job.shown();
    }

    /** Evidence that it does not move; null if it was not told that it does not. */
    public @Nullable Standstill standstill(RowKey row) {
        JobMemory job = jobs.get(row);
        return job == null ? null : job.standstill();
    }

    /** @param lives which know its name; empty where nothing is known of that tenant */
    public Optional<TenantSummary> summary(TenantId id, Lives lives) {
        TenantMemory tenant = tenants.get(id);
        Tenant listed = lives.tenants().get(id);
        return tenant == null
                ? Optional.empty()
                : Optional.of(Summaries.of(
                        Identity.ofTenant(cluster, id, listed == null ? null : listed.name()), listed, tenant));
    }

    boolean isRead(TenantId id) {
        TenantMemory tenant = tenants.get(id);
        return tenant != null && tenant.isRead();
    }
}
