package dev.backupwatch.demo;

import dev.backupwatch.demo.Course.Ending;
import dev.backupwatch.demo.TenantBackup.BackupType;
import dev.backupwatch.demo.TenantBackup.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** ALTER SYSTEM BACKUP in the sys tenant: one job of sys, without a task, over one job and task per tenant. */
record ClusterBackupPlan(ViewKey job, BackupType type, Span span) {

    private static final double DOING = 0.01;
    private static final double HANGS = 2.0 / 3;

    /**
     * One tenant's backup with its plan.
     *
     * @param complete as if nothing ended it early
     */
    record TenantSteps(TenantBackup backup, TenantCourse course, List<PlannedStep> complete) {}

    /** @param tenants those that are not skipped */
    List<PlannedStep> steps(List<TenantSteps> tenants, Ending ending, Random random) {
        Instant turn = span.at(0.35 + 0.35 * random.nextDouble());
        Failure failure = ending.isCancellation() ? Failure.CANCELED : Failure.draw(random);
        Duration hang = ending == Ending.CANCELING_HANGS ? share(HANGS) : Duration.ZERO;
        List<PlannedStep> steps = new ArrayList<>(begin());
        for (TenantSteps tenant : tenants) {
            boolean endsEarly = ending.isCancellation() || tenant.course == TenantCourse.FAILS;
            Interruption interruption = new Interruption(tenant.backup, turn, failure, hang);
            steps.addAll(endsEarly ? interruption.cut(tenant.complete) : tenant.complete);
        }
        if (ending.isCancellation()) {
            steps.add(new PlannedStep(turn, updated(Map.of("STATUS", "CANCELING"))));
        }
        boolean hasFailed = tenants.stream().anyMatch(tenant -> tenant.course == TenantCourse.FAILS);
        String status = ending.isCancellation() ? "CANCELED" : hasFailed ? "FAILED" : "COMPLETED";
        steps.addAll(end(endOf(steps, ending, random), status, status.equals("COMPLETED") ? 0 : failure.result()));
        return steps;
    }

    /** The sys tenant's service sleeps for up to half a minute between its passes. */
    private Instant endOf(List<PlannedStep> steps, Ending ending, Random random) {
        Instant lastTenantLeft = steps.stream()
                .map(PlannedStep::at)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        double sleep = 0.03 + 0.12 * random.nextDouble();
        return lastTenantLeft.plus(share(ending == Ending.HANGS ? sleep + HANGS : sleep));
    }

    private List<PlannedStep> begin() {
        Map<String, @Nullable Object> columns = TenantBackup.jobColumns(job, type, span.start());
        columns.put("BACKUP_SET_ID", 0);
        columns.put("INITIATOR_TENANT_ID", Tenant.SYS);
        columns.put("INITIATOR_JOB_ID", job.id());
        columns.put(
                "EXECUTOR_TENANT_ID",
                Tenant.ALL.stream().map(tenant -> Long.toString(tenant.id())).collect(Collectors.joining(",")));
        columns.put("JOB_LEVEL", "CLUSTER");
        columns.put("PATH", "");
        return List.of(
                new PlannedStep(span.start(), new ViewChange.Inserted(View.JOBS, columns)),
                new PlannedStep(span.at(DOING), updated(Map.of("STATUS", "DOING"))));
    }

    /**
     * The two halves of the move are no transaction: for a moment the job is in both views. Only the result is reported
     * up; the comment stays with the tenant.
     */
    private List<PlannedStep> end(Instant at, String status, long result) {
        Span rest = new Span(at, span.length());
        Map<String, Object> columns = Map.of("STATUS", status, "RESULT", result, "END_TIMESTAMP", rest.start());
        return List.of(
                new PlannedStep(rest.start(), updated(columns)),
                new PlannedStep(rest.at(0.005), new ViewChange.SysJobCopiedToHistory(job)),
                new PlannedStep(rest.at(0.015), new ViewChange.MovedSysJobRemoved(job)));
    }

    private ViewChange updated(Map<String, ?> columns) {
        return new ViewChange.Updated(View.JOBS, job, columns);
    }

    private Duration share(double share) {
        return Duration.between(span.start(), span.at(share));
    }
}
