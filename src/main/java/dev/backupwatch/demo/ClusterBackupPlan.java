package dev.backupwatch.demo;

import dev.backupwatch.demo.TenantBackup.BackupType;
import dev.backupwatch.demo.TenantBackup.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** ALTER SYSTEM BACKUP in the sys tenant: one job of sys, without a task, over one job and task per tenant. */
record ClusterBackupPlan(ViewKey job, BackupType type, Span span) {

    private static final double DOING = 0.01;

    /** The tenants' plans are complete; the course decides what becomes of them. */
    List<PlannedStep> steps(List<TenantSteps> tenants, Course course, Random random) {
        Instant turn = span.at(0.35 + 0.35 * random.nextDouble());
        Failure failure = course == Course.IS_CANCELED ? Failure.CANCELED : Failure.draw(random);
        int failing = random.nextInt(tenants.size());
        List<PlannedStep> steps = new ArrayList<>(begin());
        for (int i = 0; i < tenants.size(); i++) {
            boolean cut = course == Course.IS_CANCELED || (course == Course.ONE_TENANT_FAILS && i == failing);
            TenantSteps tenant = tenants.get(i);
            steps.addAll(
                    cut ? new Interruption(tenant.backup(), turn, failure).cut(tenant.complete()) : tenant.complete());
        }
        if (course == Course.IS_CANCELED) {
            steps.add(new PlannedStep(turn, updated(Map.of("STATUS", "CANCELING"))));
        }
        Instant lastTenantLeft = steps.stream()
                .map(PlannedStep::at)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        // The sys tenant's service sleeps for up to half a minute between its passes.
        Span rest = new Span(lastTenantLeft, span.length());
        steps.addAll(end(rest, 0.03 + 0.12 * random.nextDouble(), columnsOf(course, failure)));
        return steps;
    }

    /** One tenant's backup with its plan. */
    record TenantSteps(TenantBackup backup, List<PlannedStep> complete) {}

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

    /** The two halves of the move are no transaction: for a moment the job is in both views. */
    private List<PlannedStep> end(Span rest, double lag, Map<String, Object> outcome) {
        Map<String, Object> columns = new HashMap<>(outcome);
        columns.put("END_TIMESTAMP", rest.at(lag));
        return List.of(
                new PlannedStep(rest.at(lag), updated(columns)),
                new PlannedStep(rest.at(lag + 0.005), new ViewChange.SysJobCopiedToHistory(job)),
                new PlannedStep(rest.at(lag + 0.015), new ViewChange.MovedSysJobRemoved(job)));
    }

    /** Only the result is reported up; the comment stays with the tenant. */
    private static Map<String, Object> columnsOf(Course course, Failure failure) {
        return switch (course) {
            case COMPLETES -> Map.of("STATUS", "COMPLETED", "RESULT", 0);
            case ONE_TENANT_FAILS -> Map.of("STATUS", "FAILED", "RESULT", failure.result());
            case IS_CANCELED -> Map.of("STATUS", "CANCELED", "RESULT", failure.result());
        };
    }

    private ViewChange updated(Map<String, ?> columns) {
        return new ViewChange.Updated(View.JOBS, job, columns);
    }
}
