package dev.backupwatch.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plan that was cut short: by a failure of the tenant, or by ALTER SYSTEM CANCEL BACKUP. */
record Interruption(TenantBackup backup, Instant at, Failure failure) {

    /** The share of the backup's time between one write and the next. */
    private static final double APART = 0.01;

    /** A backup whose job has ended by then is what it was. */
    List<PlannedStep> cut(List<PlannedStep> complete) {
        List<PlannedStep> before =
                complete.stream().filter(step -> step.at().isBefore(at)).toList();
        if (before.stream().anyMatch(this::endsJob)) {
            return complete;
        }
        List<PlannedStep> steps = new ArrayList<>(before);
        steps.addAll(failure.equals(Failure.CANCELED) ? canceled(before) : failed(before));
        return steps;
    }

    private boolean endsJob(PlannedStep step) {
        return step.change() instanceof ViewChange.Updated updated
                && updated.view() == View.JOBS
                && updated.columns().containsKey("END_TIMESTAMP");
    }

    /** The comment comes first, on a job that still says DOING. */
    private List<PlannedStep> failed(List<PlannedStep> before) {
        return List.of(
                job(0, Map.of("COMMENT", failure.jobComment())),
                task(1, taskEnd("FAILED", 1, before)),
                job(2, jobEnd("FAILED", 2)),
                moved(3));
    }

    /** One UPDATE puts all jobs of the cluster to CANCELING; the task follows on the scheduler's next pass. */
    private List<PlannedStep> canceled(List<PlannedStep> before) {
        return List.of(
                job(0, Map.of("STATUS", "CANCELING")),
                task(2, Map.of("STATUS", "CANCELING")),
                task(5, taskEnd("CANCELED", 5, before)),
                job(6, jobEnd("CANCELED", 6)),
                moved(6));
    }

    private Map<String, @Nullable Object> taskEnd(String status, int later, List<PlannedStep> before) {
        Map<String, @Nullable Object> columns = new HashMap<>(TaskEnd.columns(backup, after(later), before));
        columns.put("STATUS", status);
        columns.put("RESULT", failure.result());
        columns.put("COMMENT", failure.text());
        return columns;
    }

    private Map<String, Object> jobEnd(String status, int later) {
        return Map.of("STATUS", status, "RESULT", failure.result(), "END_TIMESTAMP", after(later));
    }

    private PlannedStep job(int later, Map<String, ?> columns) {
        return new PlannedStep(after(later), new ViewChange.Updated(View.JOBS, backup.job(), columns));
    }

    private PlannedStep task(int later, Map<String, ? extends @Nullable Object> columns) {
        return new PlannedStep(after(later), new ViewChange.Updated(View.TASKS, backup.task(), columns));
    }

    private PlannedStep moved(int later) {
        return new PlannedStep(after(later), new ViewChange.MovedToHistory(backup.job(), backup.task()));
    }

    private Instant after(int later) {
        return new TenantBackup.Span(at, backup.span().length()).at(later * APART);
    }
}
