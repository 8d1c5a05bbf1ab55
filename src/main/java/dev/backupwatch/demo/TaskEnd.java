package dev.backupwatch.demo;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a task's row gets when the task ends, in whatever way. */
final class TaskEnd {

    private TaskEnd() {}

    static Map<String, Object> columns(TenantBackup backup, Instant end, List<PlannedStep> before) {
        Map<String, Object> columns = new HashMap<>();
        columns.put("END_TIMESTAMP", end);
        columns.put(
                "OUTPUT_RATE_BYTES",
                TaskCounters.outputRate(writtenBy(before), backup.span().start(), end));
        return columns;
    }

    private static long writtenBy(List<PlannedStep> steps) {
        long written = 0;
        for (PlannedStep step : steps) {
            if (step.change() instanceof ViewChange.Updated updated
                    && updated.columns().get("OUTPUT_BYTES") instanceof Long bytes) {
                written = bytes;
            }
        }
        return written;
    }
}
