package dev.backupwatch.diff;

import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the history tells of one tenant's last runs. May hold endings that no poll has told yet, and holds nothing where the
 * views skip the tenant, as they do while it is not NORMAL.
 *
 * @param jobs the last rows of its job history, newest JOB_ID first
 * @param tasks the rows of its task history that belong to these jobs
 * @param lastSuccess when its last COMPLETED job of each BACKUP_TYPE ended, by the database's clock; types as the view
 *     tells them, so that a weekly FULL is found behind six daily INC
 */
public record RecentRuns(TenantId tenant, List<Row> jobs, List<Row> tasks, Map<String, Instant> lastSuccess) {

    /** So many jobs at most. */
    public static final int MOST_JOBS = 6;

    /** @throws IllegalArgumentException if a row is another tenant's, a job is too many or out of order, or a task has none */
    public RecentRuns {
        jobs = List.copyOf(jobs);
        tasks = List.copyOf(tasks);
        lastSuccess = Map.copyOf(lastSuccess);
        List<Long> ids = jobs.stream().map(RecentRuns::job).toList();
        if (ids.size() > MOST_JOBS) {
            throw new IllegalArgumentException("%d jobs: the last %d are asked for".formatted(ids.size(), MOST_JOBS));
        }
        for (int i = 1; i < ids.size(); i++) {
            if (ids.get(i) >= ids.get(i - 1)) {
                throw new IllegalArgumentException("job %d after job %d".formatted(ids.get(i), ids.get(i - 1)));
            }
        }
        requireTenant(tenant, jobs);
        requireTenant(tenant, tasks);
        if (!tasks.stream().map(RecentRuns::job).allMatch(ids::contains)) {
            throw new IllegalArgumentException("a task belongs to none of the jobs " + ids);
        }
    }

    private static void requireTenant(TenantId tenant, List<Row> rows) {
        if (rows.stream().anyMatch(row -> row.number("TENANT_ID") != tenant.value())) {
            throw new IllegalArgumentException("a row of another tenant than " + tenant.value());
        }
    }

    private static long job(Row row) {
        return row.number(RowKind.JOB.idColumn());
    }
}
