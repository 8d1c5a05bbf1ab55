package dev.backupwatch.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A tenant's backup that completes, step by step. */
final class TenantBackupPlan {

    private static final double JOB_DOING = 0.01;
    private static final double JOB_COMPLETED = 0.965;

    private final TenantBackup backup;
    private final List<PlannedStep> steps = new ArrayList<>();

    private TenantBackupPlan(TenantBackup backup) {
        this.backup = backup;
    }

    static List<PlannedStep> of(TenantBackup backup, TaskFiles files, Random random) {
        TenantBackupPlan plan = new TenantBackupPlan(backup);
        plan.metadata(files);
        plan.data(files);
        plan.end(random);
        return plan.steps;
    }

    private void metadata(TaskFiles files) {
        add(0, backup.jobInserted());
        job(JOB_DOING, Map.of("STATUS", "DOING"));
        add(TaskStage.INIT.share(), backup.taskInserted());
        enter(TaskStage.BACKUP_SYS_META, Map.of());
        enter(TaskStage.BACKUP_USER_META, Map.of("USER_LS_START_SCN", scnAt(TaskStage.BACKUP_USER_META)));
        enter(TaskStage.BACKUP_META_FINISH, files.known().columns());
    }

    /** END_SCN is set at the end of each data stage, long before the task has ended. */
    private void data(TaskFiles files) {
        enter(TaskStage.BACKUP_DATA_MINOR, Map.of());
        write(files.minor(), TaskStage.BACKUP_DATA_MINOR, TaskStage.BACKUP_DATA_MAJOR);
        enter(TaskStage.BACKUP_DATA_MAJOR, Map.of("END_SCN", scnAt(TaskStage.BACKUP_DATA_MAJOR)));
        write(files.major(), TaskStage.BACKUP_DATA_MAJOR, TaskStage.BACKUP_LOG);
        enter(TaskStage.BACKUP_LOG, Map.of("END_SCN", scnAt(TaskStage.BACKUP_LOG)));
    }

    private void end(Random random) {
        Instant end = backup.span().at(TaskStage.COMPLETED.share());
        enter(TaskStage.COMPLETED, TaskEnd.columns(backup, end, steps));
        Instant jobEnd = backup.span().at(JOB_COMPLETED);
        job(JOB_COMPLETED, Map.of("STATUS", "COMPLETED", "END_TIMESTAMP", jobEnd));
        // The service that moves the rows is woken at once, or it was busy: then a quick poller sees the end.
        double moved = random.nextInt(3) == 0 ? 1.0 : JOB_COMPLETED;
        add(moved, new ViewChange.MovedToHistory(backup.job(), backup.task()));
    }

    private void write(List<TaskCounters> files, TaskStage from, TaskStage to) {
        for (int i = 0; i < files.size(); i++) {
            double share = (i + 1.0) / (files.size() + 1);
            double at = from.share() + (to.share() - from.share()) * share;
            add(
                    at,
                    new ViewChange.Updated(
                            View.TASKS, backup.task(), files.get(i).columns()));
        }
    }

    private void enter(TaskStage stage, Map<String, ?> others) {
        Map<String, Object> columns = new LinkedHashMap<>(others);
        columns.put("STATUS", stage.name());
        add(stage.share(), new ViewChange.Updated(View.TASKS, backup.task(), columns));
    }

    private void job(double share, Map<String, ?> columns) {
        add(share, new ViewChange.Updated(View.JOBS, backup.job(), columns));
    }

    private void add(double share, ViewChange change) {
        steps.add(new PlannedStep(backup.span().at(share), change));
    }

    private long scnAt(TaskStage stage) {
        return Scn.of(backup.span().at(stage.share()));
    }
}
