package dev.backupwatch.demo;

import dev.backupwatch.demo.ClusterBackupPlan.TenantSteps;
import dev.backupwatch.demo.TenantBackup.BackupType;
import dev.backupwatch.demo.TenantBackup.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Plans one round of backups after the other. The same seed and starts give the same plans. */
final class RoundPlanner {

    private static final double INCREMENTAL = 0.5;
    private static final double NO_SET_TO_BUILD_ON = 0.15;
    private static final double OWN_BACKUP = 0.25;
    private static final double RETRIES = 0.15;

    private final Random random;
    private final Duration pace;
    private final Counters counters = new Counters();

    RoundPlanner(long seed, Duration pace) {
        this.random = new Random(seed);
        this.pace = pace;
    }

    /** A full backup of every tenant that completes: what later ones are compared with, and build on. */
    List<PlannedStep> baseline(Instant start) {
        return inOrder(cluster(start, BackupType.FULL, Course.COMPLETES));
    }

    List<PlannedStep> next(Instant start, Course course) {
        BackupType type = random.nextDouble() < INCREMENTAL ? BackupType.INC : BackupType.FULL;
        List<PlannedStep> steps = cluster(start, type, course);
        // A cancellation would reach a tenant's own backup too.
        if (random.nextDouble() < OWN_BACKUP && course != Course.IS_CANCELED) {
            steps.addAll(ownBackup(start));
        }
        return inOrder(steps);
    }

    /** By the course's own draw. */
    List<PlannedStep> next(Instant start) {
        return next(start, Course.draw(random));
    }

    private List<PlannedStep> cluster(Instant start, BackupType type, Course course) {
        ClusterBackupPlan plan = new ClusterBackupPlan(counters.nextJob(Tenant.SYS), type, new Span(start, pace));
        List<TenantSteps> tenants = new ArrayList<>();
        for (Tenant tenant : Tenant.ALL) {
            Instant tenantStart = plan.span().at(0.02 + 0.02 * tenants.size());
            // An incremental backup without a usable set before it silently becomes a full one.
            BackupType own = random.nextDouble() < NO_SET_TO_BUILD_ON ? BackupType.FULL : type;
            tenants.add(tenantSteps(tenant, plan.job(), own, new Span(tenantStart, shortened(0.8))));
        }
        return new ArrayList<>(plan.steps(tenants, course, random));
    }

    /** Started inside the tenant: no job of sys stands over it, and it may run beside the one sys asked for. */
    private List<PlannedStep> ownBackup(Instant start) {
        Tenant tenant = Tenant.ALL.get(random.nextInt(Tenant.ALL.size()));
        Span span = new Span(new Span(start, pace).at(0.5), shortened(0.6));
        return tenantSteps(tenant, new ViewKey(tenant.id(), 0), BackupType.FULL, span)
                .complete();
    }

    private TenantSteps tenantSteps(Tenant tenant, ViewKey initiator, BackupType type, Span span) {
        long jobId = counters.nextJob(tenant.id()).id();
        TenantBackup backup = new TenantBackup(tenant, jobId, counters.nextSet(tenant.id()), initiator, type, span);
        long blocks = Math.round(tenant.macroBlocks() * (0.95 + 0.1 * random.nextDouble()));
        TaskShape shape = random.nextDouble() < RETRIES ? TaskShape.RETRIES : TaskShape.STEADY;
        List<TaskMoment> moments =
                shape.moments(TenantBackupPlan.taskLength(span), type == BackupType.INC ? blocks / 8 : blocks, random);
        return new TenantSteps(backup, TenantBackupPlan.of(backup, moments, random));
    }

    private Duration shortened(double least) {
        return Duration.ofNanos(Math.round(pace.toNanos() * (least + (1 - least) * random.nextDouble())));
    }

    /** Stable, so steps of one moment keep their order. */
    private static List<PlannedStep> inOrder(List<PlannedStep> steps) {
        return steps.stream().sorted(Comparator.comparing(PlannedStep::at)).toList();
    }
}
