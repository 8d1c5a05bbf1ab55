package dev.backupwatch.demo;

import java.util.HashMap;
import java.util.Map;

/** The ids OceanBase gives out. Each tenant counts its own, so parent and child numbers drift apart. */
final class Counters {

    private final Map<Long, Long> jobs = new HashMap<>();
    private final Map<Long, Long> sets = new HashMap<>();

    ViewKey nextJob(long tenantId) {
        return new ViewKey(tenantId, jobs.merge(tenantId, 1L, Long::sum));
    }

    /** A task's and its backup set's number: jobs that never got a task leave both behind the job's. */
    long nextSet(long tenantId) {
        return sets.merge(tenantId, 1L, Long::sum);
    }
}
