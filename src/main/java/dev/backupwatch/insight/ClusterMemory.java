package dev.backupwatch.insight;

import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowVerb;
import dev.backupwatch.event.TenantId;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a cluster job, until it has ended and it is known which tenants it left out.
 *
 * @param start its START_TIMESTAMP
 * @param type its BACKUP_TYPE; a tenant's own may differ
 * @param executors the tenants that it names
 * @param children the tenants' jobs that were seen of it
 * @param isWatched whether all that its tenants began under it was, or will be, told
 * @param ending how it ended; absent while it runs
 */
record ClusterMemory(
        Instant start,
        String type,
        List<TenantId> executors,
        Map<TenantId, Child> children,
        boolean isWatched,
        @Nullable RowVerb ending) {

    /**
     * A tenant's job.
     *
     * @param ending absent while it runs
     * @param bytes that it wrote; absent where that is not known
     */
    record Child(
            RowKey job, @Nullable RowVerb ending, @Nullable Long bytes) {}

    private static final Pattern LIST = Pattern.compile("\\s*\\d{1,18}\\s*(?:,\\s*\\d{1,18}\\s*)*");

    ClusterMemory {
        executors = List.copyOf(executors);
        children = Map.copyOf(children);
    }

    /** Empty for a job that stands over no others. */
    static Optional<ClusterMemory> of(Row job, boolean isWatched) {
        long tenant = job.number("TENANT_ID");
        boolean isRoot = job.numberOr("INITIATOR_TENANT_ID", 0) == tenant
                && job.numberOr("INITIATOR_JOB_ID", 0) == job.number("JOB_ID");
        if (tenant != TenantId.SYS.value() || !isRoot) {
            return Optional.empty();
        }
        return Optional.of(new ClusterMemory(
                job.time("START_TIMESTAMP"),
                job.text("BACKUP_TYPE"),
                executors(job.text("EXECUTOR_TENANT_ID")),
                Map.of(),
                isWatched,
                null));
    }

    /** None where the list is not what we take it for. */
    private static List<TenantId> executors(String list) {
        return LIST.matcher(list).matches()
                ? Arrays.stream(list.split(",", -1))
                        .map(id -> new TenantId(Long.parseLong(id.strip())))
                        .filter(id -> !id.equals(TenantId.SYS))
                        .distinct()
                        .toList()
                : List.of();
    }

    ClusterMemory with(Child child) {
        Map<TenantId, Child> more = new HashMap<>(children);
        more.put(child.job().tenant(), child);
        return new ClusterMemory(start, type, executors, more, isWatched, ending);
    }

    ClusterMemory ended(RowVerb how) {
        return new ClusterMemory(start, type, executors, children, isWatched, how);
    }

    long count(RowVerb how) {
        return children.values().stream().filter(child -> child.ending() == how).count();
    }
}
