package dev.backupwatch.diff;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Life;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one cluster's jobs and tasks: the rows last told, and what it takes to tell each life's start and
 * ending exactly once. A value: {@link #on} computes the next one.
 *
 * @param told the state that subscribers fold to
 * @param lost lives that were told as lost and may return, by key
 * @param history how far the history views were read
 * @param tenants as last read; empty where they may not be read
 * @param highestJobs the highest live JOB_ID seen of each tenant: a jump means that a job came and went
 * @param endedJobs jobs that ended lately
 * @param shape of the live views, as last seen
 */
public record Lives(
        ClusterName cluster,
        LifePolicy policy,
        Map<RowKey, Told> told,
        Map<RowKey, Lost> lost,
        HistoryProgress history,
        Map<TenantId, Tenant> tenants,
        Map<TenantId, Long> highestJobs,
        Map<RowKey, EndedJob> endedJobs,
        Looks looks,
        LastShape shape) {

    /** Whose history a mark is about. */
    record MarkKey(RowKind kind, TenantId tenant) {}

    public Lives {
        told = Collections.unmodifiableMap(told);
        lost = Collections.unmodifiableMap(lost);
        tenants = Collections.unmodifiableMap(tenants);
        highestJobs = Collections.unmodifiableMap(highestJobs);
        endedJobs = Collections.unmodifiableMap(endedJobs);
    }

    /** Nothing is known yet: the first complete poll is the first look. */
    public static Lives unseen(ClusterName cluster, LifePolicy policy) {
        return new Lives(
                cluster,
                policy,
                new HashMap<>(),
                new HashMap<>(),
                HistoryProgress.NONE,
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                Looks.NONE,
                LastShape.NONE);
    }

    /** Whether the first look is still to come. */
    public boolean isUnseen() {
        return looks.first() == null;
    }

    /** What a poll that starts now shall ask. */
    public PollPlan plan(Instant now) {
        return new NextQuestions(this, now);
    }

    /** What follows from a complete poll. */
    public LifeStep on(Observation observation) {
        return on(List.of(observation));
    }

    /** What follows from one poll that read its tenants in parts, no tenant twice. */
    public LifeStep on(List<Observation> parts) {
        return parts.stream().anyMatch(part -> Recreation.isProvenBy(this, part))
                ? Recreation.step(this)
                : new Parts(this).takeIn(parts);
    }

    Lives with(Looks looks) {
        return new Lives(cluster, policy, told, lost, history, tenants, highestJobs, endedJobs, looks, shape);
    }

    /** Whether the history holds more unread rows than one poll may read. */
    public boolean isCatchingUp() {
        return history.isCatchingUp();
    }

    /** Whether all that has ended, as far as the history was asked, is known. */
    public boolean isHistoryRead() {
        return !isUnseen() && !isCatchingUp() && looks.unread() == null;
    }

    /** Whether the history was seen to hold jobs of that tenant, told or not. */
    public boolean hasHistory(TenantId tenant) {
        return mark(RowKind.JOB, tenant).accounted() > 0;
    }

    /** Every tenant that any row or history was seen of. */
    public Set<TenantId> tenantsSeen() {
        Set<TenantId> seen = new TreeSet<>();
        told.keySet().forEach(key -> seen.add(key.tenant()));
        history.marks().keySet().forEach(key -> seen.add(key.tenant()));
        return seen;
    }

    /**
     * By the database's clock: all that ended later is told as soon as a poll that is complete has seen it in the history.
     * Absent before the first look, and while what ended before the last poll is still being read.
     */
    public @Nullable Instant toldSince() {
        return isUnseen() || isCatchingUp() ? null : looks.baseline();
    }

    HistoryMark mark(RowKind kind, TenantId tenant) {
        return history.mark(kind, tenant);
    }

    /** Whether that life's history row was dealt with. */
    boolean hasRead(Life life) {
        return mark(life.key().kind(), life.key().tenant()).read().contains(life);
    }

    /** Whether that life was told and is not over: its history row is its ending, whenever it ended. */
    boolean awaits(Life life) {
        Told row = told.get(life.key());
        Lost gone = lost.get(life.key());
        return (row != null && row.life().equals(life))
                || (gone != null && gone.start().equals(life.start()));
    }

    /** Whether more of the past is told than what runs. */
    boolean isBackfilled() {
        return !policy.backfill().isZero();
    }

    /** Whether a history row is of a life that had ended before all that is told. */
    boolean isBaseline(Life life, Row historyRow) {
        Instant baseline = looks.baseline();
        return baseline != null
                && !awaits(life)
                && !historyRow.timeIfAny("END_TIMESTAMP").orElse(Instant.MAX).isAfter(baseline);
    }

    /** What had ended by then is never told: so much before the first look as the policy says. */
    Instant baselineAt(Instant databaseTime) {
        Instant baseline = looks.baseline();
        return baseline == null ? databaseTime.minus(policy.backfill()) : baseline;
    }
}
