package dev.backupwatch.insight;

import dev.backupwatch.diff.Draft;
import dev.backupwatch.diff.LifeStep;
import dev.backupwatch.diff.Lives;
import dev.backupwatch.diff.Told;
import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.Comparison;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.JobEvent;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantEvent;
import dev.backupwatch.event.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The working copy of the insights while one poll is taken in: what the stages may do to them. Lives in one call of
 * {@link #take()} only.
 */
final class Appraisal {

    final InsightPolicy policy;
    final Lives lives;
    final LifeStep step;
    final Sight sight;
    final Draft<RowKey, TaskMemory> tasks;
    final Draft<RowKey, JobMemory> jobs;
    final Draft<JobKey, ClusterMemory> clusters;
    final Draft<TenantId, TenantMemory> tenants;
    final boolean isWatched;
    /** The comparisons of those that completed in this poll. */
    final Map<RowKey, Comparison> comparisons = new HashMap<>();

    private final Insights before;
    private final Lives livesBefore;
    private final List<JobEvent> jobEvents = new ArrayList<>();
    private final List<TenantEvent> tenantEvents = new ArrayList<>();
    private final Set<RowKey> touched = new HashSet<>();
    private final Map<RowKey, List<RowKey>> tasksByJob = new HashMap<>();

    Appraisal(Insights known, Lives livesBefore, LifeStep step, Sight sight) {
        boolean isAnotherCluster = step.events().stream().anyMatch(event -> event.type() == EventType.SOURCE_RECREATED);
        this.policy = known.policy();
        this.before = known;
        this.livesBefore = livesBefore;
        this.lives = step.next();
        this.step = step;
        this.sight = sight;
        Insights base = isAnotherCluster ? Insights.none(known.cluster(), known.policy()) : known;
        this.tasks = new Draft<>(base.tasks());
        this.jobs = new Draft<>(base.jobs());
        this.clusters = new Draft<>(base.clusters());
        this.tenants = new Draft<>(base.tenants());
        lives.told().values().stream()
                .filter(told -> told.life().key().kind() == RowKind.TASK)
                .forEach(task -> tasksByJob
                        .computeIfAbsent(task.identity().job().rowKey(), job -> new ArrayList<>(1))
                        .add(task.life().key()));
        tasksByJob.values().forEach(tasks -> tasks.sort(Comparator.naturalOrder()));
        this.isWatched = base.watchedSince() != null && !base.watchedSince().isAfter(sight.at());
    }

    InsightStep take() {
        var rows = new MemoryStage(this);
        rows.takeIn();
        var progress = new ProgressStage(this, rows.moved());
        progress.takeIn();
        if (sight.isWhole()) {
            new StallStage(this).takeIn();
            new SkipStage(this).takeIn();
            new OverdueStage(this).takeIn();
        }
        touchTenants();
        List<ChangeEvent> events = new ArrayList<>();
        step.events().forEach(event -> events.add(event instanceof RowEvent row ? progress.meaning(row) : event));
        jobEvents.sort(
                Comparator.comparing((JobEvent event) -> event.identity().key().tenant())
                        .reversed()
                        .thenComparing(event -> event.identity().key()));
        events.addAll(jobEvents);
        events.addAll(tenantEvents);
        return new InsightStep(events, next(), touched);
    }

    private Insights next() {
        Instant since = isWatched ? before.watchedSince() : sight.at();
        return new Insights(
                before.cluster(),
                policy,
                tasks.now(),
                jobs.now(),
                clusters.now(),
                tenants.now(),
                sight.isWhole() ? since : null);
    }

    void tell(JobEvent event) {
        jobEvents.add(event);
        touched.add(event.identity().key());
    }

    void tell(TenantEvent event) {
        tenantEvents.add(event);
    }

    /** Shown differently, though no event tells it. */
    void touch(RowKey row) {
        touched.add(row);
    }

    @Nullable
    Told told(RowKey row) {
        return lives.told().get(row);
    }

    /** Those of its tasks that are told, in the order of their ids. */
    List<RowKey> tasksOf(RowKey job) {
        return tasksByJob.getOrDefault(job, List.of());
    }

    TenantMemory tenant(TenantId id) {
        TenantMemory known = tenants.get(id);
        return known == null ? TenantMemory.of(sight.at()) : known;
    }

    /** How long since then, by the database's clock, which may have been set back. */
    Duration since(Instant moment) {
        Duration since = Duration.between(moment, sight.at());
        return since.isNegative() ? Duration.ZERO : since;
    }

    private void touchTenants() {
        Set<TenantId> all = new HashSet<>(before.tenants().keySet());
        all.addAll(tenants.now().keySet());
        for (TenantId id : all) {
            boolean isListedAnew = tenants.has(id)
                    && !Objects.equals(
                            livesBefore.tenants().get(id), lives.tenants().get(id));
            if (isListedAnew || !Objects.equals(before.tenants().get(id), tenants.get(id))) {
                touched.add(RowKey.tenant(id));
            }
        }
    }
}
