package dev.backupwatch.ops;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Overdue;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.eventlog.StateEntry;
import dev.backupwatch.wire.JobFigures;
import dev.backupwatch.wire.TenantFigures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How one tenant's backups stand, in numbers. A job counts for the tenant whose row it is: a cluster job for sys.
 *
 * @param name as the state has it; absent where it could not be read
 * @param running in the order in which they started
 */
record TenantBackups(@Nullable String name, List<JobFigures> running, TenantFigures told) {

    /** Of one that is just listed. */
    static final TenantBackups NONE = new TenantBackups(null, List.of(), TenantFigures.NONE);

    TenantBackups {
        running = List.copyOf(running);
    }

    /** All that the state tells something of. */
    static Map<ClusterName, Map<TenantId, TenantBackups>> in(LogState state) {
        Map<ClusterName, Map<TenantId, TenantBackups>> clusters = new HashMap<>();
        // In key order a tenant's jobs come by JOB_ID, which its cluster counts up, and before the tenant itself.
        for (StateEntry entry : state.entries()) {
            if (entry.identity().key().kind() != RowKind.TASK) {
                clusters.computeIfAbsent(entry.identity().cluster(), cluster -> new TreeMap<>())
                        .compute(
                                entry.identity().key().tenant(),
                                (id, before) -> (before == null ? NONE : before).with(entry));
            }
        }
        return clusters;
    }

    TenantBackups named(String listed) {
        return new TenantBackups(listed, running, told);
    }

    /** Of the job that started last, from 0 to 1. */
    OptionalDouble progress() {
        Double percent =
                running.isEmpty() ? null : running.get(running.size() - 1).percent();
        return percent == null ? OptionalDouble.empty() : OptionalDouble.of(percent / 100);
    }

    /** Of all jobs together. Empty as soon as one has no speed: that of the others would pass for it. */
    OptionalLong outputBytesPerSecond() {
        long sum = 0;
        for (JobFigures job : running) {
            Long rate = job.outputBytesPerSecond();
            if (rate == null) {
                return OptionalLong.empty();
            }
            sum += rate;
        }
        return running.isEmpty() ? OptionalLong.empty() : OptionalLong.of(sum);
    }

    long stalled() {
        return running.stream().filter(JobFigures::isStalled).count();
    }

    long failures() {
        return told.failures();
    }

    boolean isOverdue(Overdue.Kind kind) {
        return told.overdue().contains(kind);
    }

    /** By type. */
    Map<String, Instant> lastSuccess() {
        return told.lastSuccess();
    }

    private TenantBackups with(StateEntry entry) {
        String newer = entry.identity().tenantName();
        String known = newer == null ? name : newer;
        if (entry.identity().key().kind() == RowKind.TENANT) {
            return new TenantBackups(known, running, TenantFigures.of(entry.item()));
        }
        List<JobFigures> more = new ArrayList<>(running);
        more.add(JobFigures.of(entry.item()));
        return new TenantBackups(known, more, told);
    }
}
