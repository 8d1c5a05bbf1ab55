package dev.backupwatch.demo;

import dev.backupwatch.demo.TenantBackup.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A tenant's backup that completes, step by step. */
final class TenantBackupPlan {

    private static final double JOB_DOING = 0.01;
    private static final double TASK_BEGINS = 0.02;
    private static final double TASK_COMPLETED = 0.95;
    private static final double JOB_COMPLETED = 0.965;

    private final TenantBackup backup;
    private final List<PlannedStep> steps = new ArrayList<>();

    private TenantBackupPlan(TenantBackup backup) {
        this.backup = backup;
    }

    /** @param moments the task's, for a length of {@link #taskLength} */
    static List<PlannedStep> of(TenantBackup backup, List<TaskMoment> moments, Random random) {
        TenantBackupPlan plan = new TenantBackupPlan(backup);
        plan.begin();
        plan.task(moments);
        plan.end(random);
        return plan.steps;
    }

    static Duration taskLength(Span backup) {
        return Duration.between(backup.at(TASK_BEGINS), backup.at(TASK_COMPLETED));
    }

    private void begin() {
        add(backup.span().start(), backup.jobInserted());
        job(JOB_DOING, Map.of("STATUS", "DOING"));
    }

    private void task(List<TaskMoment> moments) {
        Instant begun = backup.span().at(TASK_BEGINS);
        TaskMoment before = moments.get(0);
        add(begun, backup.taskInserted(before));
        for (TaskMoment moment : moments.subList(1, moments.size())) {
            Instant at = begun.plus(moment.offset());
            add(at, new ViewChange.Updated(View.TASKS, backup.task(), changes(before, moment, at)));
            before = moment;
        }
    }

    private void end(Random random) {
        Instant jobEnd = backup.span().at(JOB_COMPLETED);
        job(JOB_COMPLETED, Map.of("STATUS", "COMPLETED", "END_TIMESTAMP", jobEnd));
        // The service that moves the rows is woken at once, or it was busy: then a quick poller sees the end.
        double moved = random.nextInt(3) == 0 ? 1.0 : JOB_COMPLETED;
        add(backup.span().at(moved), new ViewChange.MovedToHistory(backup.job(), backup.task()));
    }

    private Map<String, Object> changes(TaskMoment before, TaskMoment moment, Instant at) {
        Map<String, Object> changes = new LinkedHashMap<>();
        if (!moment.columns().equals(before.columns())) {
            changes.putAll(moment.columns());
        }
        if (!moment.status().equals(before.status())) {
            changes.put("STATUS", moment.status());
            changes.putAll(marks(TaskStage.valueOf(moment.status()), at));
        }
        return changes;
    }

    /** END_SCN is set at the end of each data stage, long before the task has ended. */
    private Map<String, Object> marks(TaskStage entered, Instant at) {
        return switch (entered) {
            case BACKUP_USER_META -> Map.of("USER_LS_START_SCN", Scn.of(at));
            case BACKUP_DATA_MAJOR, BACKUP_LOG -> Map.of("END_SCN", Scn.of(at));
            case COMPLETED -> TaskEnd.columns(backup, at, steps);
            default -> Map.of();
        };
    }

    private void job(double share, Map<String, ?> columns) {
        add(backup.span().at(share), new ViewChange.Updated(View.JOBS, backup.job(), columns));
    }

    private void add(Instant at, ViewChange change) {
        steps.add(new PlannedStep(at, change));
    }
}
