package dev.backupwatch.diff;

import dev.backupwatch.event.Cell;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A stand-in for one OceanBase cluster: its four backup views, its tenants and its clock, moved by the test as the kernel
 * moves them. Knows nothing of how the views are watched.
 */
public final class ScriptedCluster {

    private final Set<TenantId> hidden = new TreeSet<>();
    private final Set<TenantId> dropped = new TreeSet<>();
    private final TreeMap<TenantId, Tenant> tenants = new TreeMap<>();
    private final Map<RowKind, ScriptedView> live = new EnumMap<>(RowKind.class);
    private final Map<RowKind, ScriptedView> history = new EnumMap<>(RowKind.class);
    private final ScriptedShape shape = new ScriptedShape();
    private Scope asked = Scope.WHOLE;
    private Instant clock = Instant.parse("2026-11-23T04:00:00Z");

    public ScriptedCluster() {
        for (RowKind kind : RowKind.OF_VIEWS) {
            live.put(kind, new ScriptedView(kind, this::isShown));
            history.put(kind, new ScriptedView(kind, this::isShown));
        }
        tenant(1, "sys");
    }

    public Instant clock() {
        return clock;
    }

    public void pass(Duration time) {
        clock = clock.plus(time);
    }

    public ScriptedShape shape() {
        return shape;
    }

    /** As a source knows it that asks when what it knows is old. */
    public ViewShape knownShape() {
        return shape.known(clock);
    }

    public ScriptedView live(RowKind kind) {
        return Objects.requireNonNull(live.get(kind));
    }

    public ScriptedView history(RowKind kind) {
        return Objects.requireNonNull(history.get(kind));
    }

    public Map<TenantId, Tenant> tenants() {
        return Map.copyOf(tenants);
    }

    public void tenant(long id, String name) {
        tenant(id, name, "NORMAL");
    }

    public void tenant(long id, String name, String status) {
        var tenant = new TenantId(id);
        tenant(new Tenant(tenant, name, id == 1 ? "SYS" : "USER", status));
    }

    public void tenant(Tenant tenant) {
        tenants.put(tenant.id(), tenant);
    }

    public void forgetTenants() {
        tenants.clear();
    }

    public void hide(long tenant) {
        hidden.add(new TenantId(tenant));
    }

    public void show(long tenant) {
        hidden.remove(new TenantId(tenant));
    }

    /** Queries name these tenants from now on. */
    public void askOnlyFor(Scope scope) {
        asked = scope;
    }

    private boolean isShown(TenantId tenant) {
        return asked.covers(tenant) && !hidden.contains(tenant);
    }

    public boolean isHidden(long tenant) {
        return hidden.contains(new TenantId(tenant));
    }

    /** Its rows leave all views at once. */
    public void drop(long tenant) {
        tenants.remove(new TenantId(tenant));
        dropped.add(new TenantId(tenant));
        eraseRowsOf(tenant);
    }

    public boolean isDropped(long tenant) {
        return dropped.contains(new TenantId(tenant));
    }

    public void eraseRowsOf(long tenant) {
        var id = new TenantId(tenant);
        live.values().forEach(view -> view.removeIf(key -> key.tenant().equals(id)));
        history.values().forEach(view -> view.removeIf(key -> key.tenant().equals(id)));
    }

    /** Another cluster, still without a backup, answers at this address. */
    public void redeploy() {
        tenants.keySet().stream().map(TenantId::value).toList().forEach(this::eraseRowsOf);
        live.values().forEach(view -> view.removeIf(key -> true));
        history.values().forEach(view -> view.removeIf(key -> true));
    }

    public void startJob(long tenant, long job) {
        live(RowKind.JOB).put(BackupRows.job(tenant, job, clock));
    }

    /** The parent of a cluster backup names itself as its initiator. */
    public void startSysJob(long job) {
        live(RowKind.JOB).put(BackupRows.job(1, job, clock, 1, job));
    }

    public void startChildJob(long tenant, long job, long sysJob) {
        live(RowKind.JOB).put(BackupRows.job(tenant, job, clock, 1, sysJob));
    }

    public void startTask(long tenant, long task, long job) {
        Instant start = live(RowKind.JOB).row(job(tenant, job)).time("START_TIMESTAMP");
        live(RowKind.TASK).put(BackupRows.task(tenant, task, job, start));
    }

    public void setJob(long tenant, long job, String column, Cell cell) {
        set(job(tenant, job), column, cell);
    }

    public void setTask(long tenant, long task, String column, Cell cell) {
        set(task(tenant, task), column, cell);
    }

    public void jobStatus(long tenant, long job, String status) {
        setJob(tenant, job, "STATUS", Cell.of(status));
    }

    public void taskStatus(long tenant, long task, String status) {
        setTask(tenant, task, "STATUS", Cell.of(status));
    }

    public void set(RowKey key, String column, Cell cell) {
        ScriptedView view = live(key.kind());
        view.put(BackupRows.with(view.row(key), column, cell));
    }

    /** Writes the final values where the row still is, in the live view. */
    public void markEnded(RowKey key, String status, long result) {
        ScriptedView view = live(key.kind());
        view.put(BackupRows.ended(view.row(key), status, result, clock));
    }

    /** A user tenant's job and its tasks reach the history in one transaction. */
    public void finish(long tenant, long job, String status, long result) {
        for (RowKey task : tasksOf(tenant, job)) {
            markEnded(task, status, result);
            move(task);
        }
        markEnded(job(tenant, job), status, result);
        move(job(tenant, job));
    }

    public void complete(long tenant, long job) {
        finish(tenant, job, "COMPLETED", 0);
    }

    public void move(RowKey key) {
        copyToHistory(key);
        live(key.kind()).remove(key);
    }

    /** The system tenant's own job is copied first and deleted later. */
    public void copyToHistory(RowKey key) {
        history(key.kind()).put(live(key.kind()).row(key));
    }

    public void deleteLive(RowKey key) {
        live(key.kind()).remove(key);
    }

    public List<RowKey> tasksOf(long tenant, long job) {
        return live(RowKind.TASK).all().stream()
                .filter(row -> row.number("TENANT_ID") == tenant && row.number("JOB_ID") == job)
                .map(row -> RowKey.of(RowKind.TASK, row))
                .toList();
    }

    public Row liveRow(RowKey key) {
        return live(key.kind()).row(key);
    }

    public static RowKey job(long tenant, long job) {
        return RowKey.job(new TenantId(tenant), job);
    }

    public static RowKey task(long tenant, long task) {
        return new RowKey(RowKind.TASK, new TenantId(tenant), task);
    }
}
