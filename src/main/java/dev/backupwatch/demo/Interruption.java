package dev.backupwatch.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plan that was cut short: by a failure of the tenant, or by ALTER SYSTEM CANCEL BACKUP.
 *
 * @param hang how much longer than usual a canceled one stays CANCELING
 */
record Interruption(TenantBackup backup, Instant at, Failure failure, Duration hang) {

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
                job(after(0), Map.of("COMMENT", failure.jobComment())),
                task(after(1), taskEnd("FAILED", after(1), before)),
                job(after(2), jobEnd("FAILED", after(2))),
                moved(after(3)));
    }

    /** One UPDATE puts all jobs of the cluster to CANCELING; the task follows on the scheduler's next pass. */
    private List<PlannedStep> canceled(List<PlannedStep> before) {
        Instant taskEnd = after(5).plus(hang);
        Instant jobEnd = after(6).plus(hang);
        return List.of(
                job(after(0), Map.of("STATUS", "CANCELING")),
                task(after(2), Map.of("STATUS", "CANCELING")),
                task(taskEnd, taskEnd("CANCELED", taskEnd, before)),
                job(jobEnd, jobEnd("CANCELED", jobEnd)),
                moved(jobEnd));
    }

    private Map<String, @Nullable Object> taskEnd(String status, Instant end, List<PlannedStep> before) {
        Map<String, @Nullable Object> columns = new HashMap<>(TaskEnd.columns(backup, end, before));
        columns.put("STATUS", status);
        columns.put("RESULT", failure.result());
        columns.put("COMMENT", failure.text());
        return columns;
    }

    private Map<String, Object> jobEnd(String status, Instant end) {
        return Map.of("STATUS", status, "RESULT", failure.result(), "END_TIMESTAMP", end);
    }

    private PlannedStep job(Instant when, Map<String, ?> columns) {
        return new PlannedStep(when, new ViewChange.Updated(View.JOBS, backup.job(), columns));
    }

    private PlannedStep task(Instant when, Map<String, ? extends @Nullable Object> columns) {
        return new PlannedStep(when, new ViewChange.Updated(View.TASKS, backup.task(), columns));
    }

    private PlannedStep moved(Instant when) {
        return new PlannedStep(when, new ViewChange.MovedToHistory(backup.job(), backup.task()));
    }

    private Instant after(int later) {
        return new TenantBackup.Span(at, backup.span().length()).at(later * APART);
    }
}
