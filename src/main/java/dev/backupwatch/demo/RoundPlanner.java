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
    /** In the pace. OceanBase sleeps for up to 30 s between two of them, whatever the backup takes. */
    private static final int PASSES = 12;

    private final Random random;
    private final Duration pace;
    private final Release release;
    private final Counters counters = new Counters();

    RoundPlanner(long seed, Duration pace, Release release) {
        this.random = new Random(seed);
        this.pace = pace;
        this.release = release;
    }

    /** What later ones are compared with, and build on. */
    List<PlannedStep> past(Instant start, PastDay day) {
        return inOrder(cluster(new Span(start, pace), day.type(), day.tenants(), Course.Ending.FOLLOWS));
    }

    List<PlannedStep> next(Instant start, Course course) {
        return inOrder(cluster(start, course));
    }

    /** By the course's own draw, and at times with a tenant's own backup beside it. */
    List<PlannedStep> next(Instant start) {
        Course course = Course.draw(random);
        List<PlannedStep> steps = cluster(start, course);
        // A cancellation would reach a tenant's own backup too.
        if (random.nextDouble() < OWN_BACKUP && !course.ending().isCancellation()) {
            steps.addAll(ownBackup(start));
        }
        return inOrder(steps);
    }

    private List<PlannedStep> cluster(Instant start, Course course) {
        boolean isFull = course.isFull() || random.nextDouble() >= INCREMENTAL;
        BackupType type = isFull ? BackupType.FULL : BackupType.INC;
        return cluster(new Span(start, pace), type, course.dealt(random), course.ending());
    }

    private List<PlannedStep> cluster(Span span, BackupType type, List<TenantCourse> dealt, Course.Ending ending) {
        ClusterBackupPlan plan = new ClusterBackupPlan(counters.nextJob(Tenant.SYS), type, span);
        List<TenantSteps> tenants = new ArrayList<>();
        for (int i = 0; i < dealt.size(); i++) {
            Span usual = new Span(plan.span().at(0.02 + 0.02 * i), shortened(0.9));
            if (dealt.get(i) != TenantCourse.IS_SKIPPED) {
                tenants.add(tenantSteps(Tenant.ALL.get(i), plan, usual, dealt.get(i)));
            }
        }
        return new ArrayList<>(plan.steps(tenants, ending, random));
    }

    private TenantSteps tenantSteps(Tenant tenant, ClusterBackupPlan plan, Span usual, TenantCourse course) {
        // An incremental backup without a usable set before it silently becomes a full one.
        BackupType type = random.nextDouble() < NO_SET_TO_BUILD_ON ? BackupType.FULL : plan.type();
        TenantBackup backup = backup(tenant, plan.job(), type, course.in(usual));
        return new TenantSteps(backup, course, complete(backup, course.shape()));
    }

    /** Started inside the tenant: no job of sys stands over it, and it may run beside the one sys asked for. */
    private List<PlannedStep> ownBackup(Instant start) {
        Tenant tenant = Tenant.ALL.get(random.nextInt(Tenant.ALL.size()));
        Span span = new Span(new Span(start, pace).at(0.5), shortened(0.6));
        return complete(backup(tenant, new ViewKey(tenant.id(), 0), BackupType.FULL, span), TaskShape.STEADY);
    }

    private TenantBackup backup(Tenant tenant, ViewKey initiator, BackupType type, Span span) {
        long jobId = counters.nextJob(tenant.id()).id();
        return new TenantBackup(tenant, jobId, counters.nextSet(tenant.id()), initiator, type, span);
    }

    private List<PlannedStep> complete(TenantBackup backup, TaskShape shape) {
        long blocks = Math.round(backup.tenant().macroBlocks() * (0.95 + 0.1 * random.nextDouble()));
        long changed = backup.type() == BackupType.INC ? blocks / 8 : blocks;
        List<TaskMoment> moments = shape.moments(TenantBackupPlan.taskLength(backup.span()), changed, random);
        return TenantBackupPlan.of(backup, release.seen(moments, pace.dividedBy(PASSES)), random);
    }

    private Duration shortened(double least) {
        return Duration.ofNanos(Math.round(pace.toNanos() * (least + (1 - least) * random.nextDouble())));
    }

    /** Stable, so steps of one moment keep their order. */
    private static List<PlannedStep> inOrder(List<PlannedStep> steps) {
        return steps.stream().sorted(Comparator.comparing(PlannedStep::at)).toList();
    }
}
