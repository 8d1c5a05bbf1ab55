package dev.backupwatch.diff;

import dev.backupwatch.event.ColumnChange;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.Life;
import dev.backupwatch.event.LostReason;
import dev.backupwatch.event.Observed;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.RowVerb;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The working copy of the lives while one complete poll is taken in: what stages of the transition may do to it. Lives
 * in one call of {@link #take()} only.
 */
final class Transition {

    final Lives before;
    final Observation seen;

    private final LastShape shape;
    private final Draft<RowKey, Told> told;
    private final Draft<RowKey, Lost> lost;
    private final Draft<RowKey, EndedJob> endedJobs;
    private final Map<TenantId, Tenant> tenants;
    private final List<RowEvent> events = new ArrayList<>();
    private final Set<RowKey> touched = new HashSet<>();

    Transition(Lives before, Observation seen) {
        this.before = before;
        this.seen = seen;
        this.shape = before.shape().on(seen.shape(), seen.at());
        this.told = new Draft<>(before.told());
        this.lost = new Draft<>(before.lost());
        this.endedJobs = new Draft<>(before.endedJobs());
        this.tenants = seen.tenants().orElse(before.tenants());
    }

    /** @param touched may hold keys that are told neither before nor after */
    record Taken(List<RowEvent> events, Lives next, Set<RowKey> touched) {}

    Taken take() {
        renameTenants();
        var history = new HistoryStage(this);
        HistoryProgress progress = seen.history().map(history::takeIn).orElse(before.history());
        new LiveStage(this, history).takeIn(seen.live());
        new AbsenceStage(this, progress).takeIn();
        return new Taken(events, next(progress, history.unreadSince()), touched);
    }

    boolean isFirstLook() {
        return before.isUnseen();
    }

    @Nullable
    Told told(RowKey key) {
        return told.get(key);
    }

    Map<RowKey, Told> told() {
        return told.now();
    }

    @Nullable
    Lost lost(Life life) {
        Lost row = lost.get(life.key());
        return row != null && row.start().equals(life.start()) ? row : null;
    }

    /** As this poll read them, or the last one that did. */
    Map<TenantId, Tenant> tenants() {
        return tenants;
    }

    /** Whether a task's job is told, or ended lately: a task is told only under a job that subscribers know. */
    boolean knowsJobOf(Row task) {
        RowKey job = JobKey.of(task).rowKey();
        return told.has(job) || endedJobs.has(job);
    }

    Identity identity(Life life, Row row) {
        JobKey job = JobKey.of(row);
        JobKey parent = life.key().kind() == RowKind.JOB ? JobKey.parentOf(row).orElse(null) : parentOf(job.rowKey());
        Tenant tenant = tenants.get(life.key().tenant());
        return new Identity(before.cluster(), life.key(), tenant == null ? null : tenant.name(), job, parent);
    }

    private @Nullable JobKey parentOf(RowKey job) {
        Told live = told.get(job);
        if (live != null) {
            return live.identity().parent();
        }
        EndedJob ended = endedJobs.get(job);
        return ended == null ? null : ended.parent();
    }

    /** What a live row is taken to say, given what was told of it. */
    Row believed(Told was, Row row) {
        return shape.isSettling(seen.at()) ? ZeroDoubt.withoutDoubt(was.row(), row) : row;
    }

    void start(Identity identity, Life life, Row row, Observed observed) {
        lost.remove(life.key());
        events.add(new RowEvent(RowVerb.STARTED, identity, row, List.of(), observed, null));
        put(new Told(identity, life, row, seen.at(), null));
    }

    void change(Told was, Row row, List<ColumnChange> changes) {
        RowVerb verb = RowChange.verb(was.life().key().kind(), changes);
        events.add(new RowEvent(verb, was.identity(), row, changes, Observed.LIVE, null));
        put(was.now(row, verb == RowVerb.STATUS_CHANGED ? seen.at() : was.since()));
    }

    void end(Identity identity, Life life, Row row, Observed observed) {
        Told was = told.get(life.key());
        List<ColumnChange> changes = was == null ? List.of() : ColumnChange.between(was.row(), row);
        events.add(new RowEvent(RowChange.ending(row), identity, row, changes, observed, null));
        lost.remove(life.key());
        remove(life.key());
        if (life.key().kind() == RowKind.JOB) {
            endedJobs.put(life.key(), new EndedJob(identity.parent(), seen.at()));
        }
    }

    void lose(Told was, LostReason reason) {
        events.add(new RowEvent(RowVerb.LOST, was.identity(), was.row(), List.of(), Observed.LIVE, reason));
        lost.put(was.life().key(), new Lost(was.identity(), was.life().start()));
        remove(was.life().key());
    }

    /** Remembers whether a row is missing; no event tells it, and subscribers see no difference. */
    void miss(Told was, Told.@Nullable Absence absence) {
        told.put(was.life().key(), was.absent(absence));
    }

    private void put(Told row) {
        told.put(row.life().key(), row);
        touched.add(row.life().key());
    }

    private void remove(RowKey key) {
        if (told.remove(key) != null) {
            touched.add(key);
        }
    }

    private void renameTenants() {
        if (seen.tenants().isEmpty()) {
            return;
        }
        for (Told row : before.told().values()) {
            Tenant tenant = tenants.get(row.life().key().tenant());
            if (tenant != null && !tenant.name().equals(row.identity().tenantName())) {
                put(row.named(tenant.name()));
            }
        }
    }

    private Lives next(HistoryProgress history, @Nullable Instant unread) {
        Looks looks = before.looks();
        Instant first = looks.first() == null ? seen.live().databaseTime() : looks.first();
        Instant baseline = before.baselineAt(seen.live().databaseTime());
        Instant probed = seen.history().isPresent() ? seen.at() : looks.probed();
        seen.history().ifPresent(read -> forgetJobsThatEndedLongAgo(read, history));
        Instant tenantsRead = seen.asksTenants() ? seen.at() : looks.tenants();
        return new Lives(
                before.cluster(),
                before.policy(),
                told.now(),
                lost.now(),
                history,
                tenants,
                highestJobs(),
                endedJobs.now(),
                new Looks(first, baseline, probed, tenantsRead, unread),
                shape);
    }

    /**
     * A task's late history row needs its job's parent. So a job that ended is forgotten only where every task that the
     * history counts has been dealt with; one day later none comes any more.
     */
    private void forgetJobsThatEndedLongAgo(HistoryReading read, HistoryProgress history) {
        Set<TenantId> caughtUp = new HashSet<>();
        read.counts(RowKind.TASK).stream()
                .filter(count -> history.mark(RowKind.TASK, count.tenant()).accounted() == count.rows())
                .forEach(count -> caughtUp.add(count.tenant()));
        Instant longAgo = seen.at().minus(before.policy().lostAfter());
        Instant veryLongAgo = longAgo.minus(LifePolicy.LATEST_TASK);
        List.copyOf(endedJobs.now().entrySet()).forEach(job -> {
            Instant ended = job.getValue().at();
            boolean isCaughtUp = caughtUp.contains(job.getKey().tenant());
            if (ended.isBefore(veryLongAgo) || (ended.isBefore(longAgo) && isCaughtUp)) {
                endedJobs.remove(job.getKey());
            }
        });
    }

    private Map<TenantId, Long> highestJobs() {
        Draft<TenantId, Long> highest = new Draft<>(before.highestJobs());
        for (RowKey key : seen.live().rows().keySet()) {
            if (key.kind() == RowKind.JOB) {
                Long known = highest.get(key.tenant());
                highest.put(key.tenant(), known == null ? key.id() : Math.max(known, key.id()));
            }
        }
        return highest.now();
    }
}
