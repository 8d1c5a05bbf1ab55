package dev.backupwatch.insight;

import dev.backupwatch.diff.LivesNotes;
import dev.backupwatch.diff.NoteTree;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The insights as named notes, so that whoever goes on after a restart tells nothing twice and judges by the same past. For
 * any insights it holds that the notes that lead to them from nothing recall equal ones, but for since when all was watched.
 */
public final class InsightNotes {

    private static final String TASK = "insight/task/";
    private static final String MILESTONES = "insight/milestones/";
    private static final String JOB = "insight/job/";
    private static final String CLUSTER = "insight/cluster/";
    private static final String TENANT = "insight/tenant/";

    private InsightNotes() {}

    /** What to note once the world knows {@code after}, where the notes say {@code before}. */
    public static LivesNotes.Change between(Insights before, Insights after) {
        var changes = new Changes(new LinkedHashMap<>(), new ArrayList<>());
        changes.add(
                before.tasks(),
                after.tasks(),
                new Family<>(key -> TASK + name(key), RunningNotes::of, TaskMemory::isButForMilestones));
        changes.add(
                before.tasks(),
                after.tasks(),
                new Family<>(
                        key -> MILESTONES + name(key),
                        task -> NoteForm.of(task.milestones().points()),
                        (was, is) -> was.milestones().equals(is.milestones())));
        changes.add(
                before.jobs(), after.jobs(), new Family<>(key -> JOB + name(key), RunningNotes::of, Object::equals));
        changes.add(
                before.clusters(),
                after.clusters(),
                new Family<>(key -> CLUSTER + name(key.rowKey()), ClusterNotes::of, Object::equals));
        changes.add(
                before.tenants(),
                after.tenants(),
                new Family<>(id -> TENANT + id.value(), TenantNotes::of, Object::equals));
        return new LivesNotes.Change(changes.put(), changes.removed());
    }

    /**
     * The insights that those notes speak of.
     *
     * @param notes by name; of others than these nothing is read
     * @throws IllegalArgumentException if one cannot be read
     */
    public static Insights recall(ClusterName cluster, InsightPolicy policy, Map<String, Object> notes) {
        Map<RowKey, TaskMemory> tasks = new HashMap<>();
        Map<RowKey, JobMemory> jobs = new HashMap<>();
        Map<JobKey, ClusterMemory> clusters = new HashMap<>();
        Map<TenantId, TenantMemory> tenants = new HashMap<>();
        notes.forEach((name, value) -> {
            var note = new NoteTree(value);
            if (name.startsWith(TASK)) {
                tasks.put(
                        NoteForm.row(RowKind.TASK, rest(name, TASK)),
                        RunningNotes.task(note, milestones(notes.get(MILESTONES + rest(name, TASK)))));
            } else if (name.startsWith(JOB)) {
                jobs.put(NoteForm.row(RowKind.JOB, rest(name, JOB)), RunningNotes.job(note));
            } else if (name.startsWith(CLUSTER)) {
                RowKey key = NoteForm.row(RowKind.JOB, rest(name, CLUSTER));
                clusters.put(new JobKey(key.tenant(), key.id()), ClusterNotes.cluster(note));
            } else if (name.startsWith(TENANT)) {
                tenants.put(new TenantId(Long.parseLong(rest(name, TENANT))), TenantNotes.tenant(note));
            }
        });
        return new Insights(cluster, policy, tasks, jobs, clusters, tenants, null);
    }

    private static Milestones milestones(@Nullable Object note) {
        return new Milestones(NoteForm.points(new NoteTree(note)));
    }

    private static String rest(String name, String prefix) {
        return name.substring(prefix.length());
    }

    private static String name(RowKey key) {
        return key.tenant().value() + "/" + key.id();
    }

    /** @param isSame whether two values have the same note */
    private record Family<K, V>(Function<K, String> name, Function<V, Object> note, BiPredicate<V, V> isSame) {}

    private record Changes(Map<String, Object> put, List<String> removed) {

        <K, V> void add(Map<K, V> before, Map<K, V> after, Family<K, V> family) {
            if (before == after) {
                return;
            }
            after.forEach((key, value) -> {
                V was = before.get(key);
                if (was == null || !family.isSame().test(was, value)) {
                    put.put(family.name().apply(key), family.note().apply(value));
                }
            });
            before.keySet().stream()
                    .filter(key -> !after.containsKey(key))
                    .map(family.name())
                    .forEach(removed::add);
        }
    }
}
