package dev.backupwatch.insight;

import dev.backupwatch.event.Progress;
import dev.backupwatch.event.RowVerb;
import dev.backupwatch.event.Speed;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.event.TimeLeft;
import dev.backupwatch.event.Work;
import dev.backupwatch.event.Work.Basis;
import dev.backupwatch.event.Work.Tally;
import dev.backupwatch.event.Work.Unit;
import dev.backupwatch.insight.ClusterMemory.Child;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How far a cluster job is: from its tenants' jobs, each weighed by the bytes that it comes to. */
record ClusterProgress(Appraisal appraisal, ClusterMemory cluster) {

    /** For so long the sys tenant's service may sleep until it notices that all tenants are done. */
    private static final Duration LAG = Duration.ofSeconds(30);

    /** Of less of a job than this its size cannot be told. */
    private static final double LEAST_SHARE = 0.05;

    /** Null where the job does not say whom it is for. */
    @Nullable
    Progress now() {
        int tenants = cluster.executors().size();
        if (tenants == 0) {
            return null;
        }
        long completed = cluster.count(RowVerb.COMPLETED);
        int running = running().size();
        var tally = new Tally(
                running, (int) completed, (int) cluster.count(RowVerb.FAILED), (int) cluster.count(RowVerb.CANCELED));
        long ended = completed + tally.failed() + tally.canceled();
        Double percent = percent();
        Basis basis = percent == null ? Basis.COUNTED : Basis.PREVIOUS;
        var work = new Work(Unit.TENANTS, ended, (long) tenants, percent, basis, tally);
        return new Progress(work, speed(), timeLeft());
    }

    /** Absent as soon as one tenant's part or size is not known. */
    private @Nullable Double percent() {
        double done = 0;
        double all = 0;
        for (TenantId tenant : cluster.executors()) {
            Child child = cluster.children().get(tenant);
            if (child != null && child.ending() != null && child.ending() != RowVerb.COMPLETED) {
                continue;
            }
            Double share = share(child);
            Double weight = share == null ? null : weight(tenant, child, share);
            if (share == null || weight == null) {
                return null;
            }
            done += share * weight;
            all += weight;
        }
        return all == 0 ? null : Work.percent(done / all);
    }

    private @Nullable Double share(@Nullable Child child) {
        if (child == null) {
            return 0.0;
        }
        if (child.ending() != null) {
            return 1.0;
        }
        Progress shown = shown(child);
        if (shown == null) {
            return 0.0;
        }
        return switch (shown.work().unit()) {
            case MACRO_BLOCKS, BYTES ->
                shown.work().percent() == null ? null : shown.work().percent() / 100;
            // Only logs are left, which do not count here.
            case LOG_FILES -> 1.0;
            case TENANTS -> throw new IllegalStateException("a tenant's job over other tenants");
        };
    }

    private @Nullable Double weight(TenantId tenant, @Nullable Child child, double share) {
        if (child != null && child.bytes() != null) {
            return (double) child.bytes();
        }
        String type = child == null ? cluster.type() : typeOf(child);
        List<PastRun> earlier = appraisal.tenant(tenant).runsOf(type);
        Long previous =
                earlier.isEmpty() ? null : earlier.get(earlier.size() - 1).bytes();
        if (previous != null) {
            return (double) previous;
        }
        Long written = child == null ? null : written(child);
        return written == null || share < LEAST_SHARE ? null : written / share;
    }

    private String typeOf(Child child) {
        var told = appraisal.told(child.job());
        return told == null ? cluster.type() : told.row().text("BACKUP_TYPE");
    }

    private @Nullable Long written(Child child) {
        return appraisal.tasksOf(child.job()).stream()
                .map(appraisal.tasks::get)
                .filter(Objects::nonNull)
                .map(task -> task.trail().last().output())
                .max(Long::compare)
                .orElse(null);
    }

    private Speed speed() {
        return new Speed(sum(Speed::outputBytesPerSecond), sum(Speed::inputBytesPerSecond));
    }

    /** Absent as soon as one that writes has no speed: the rest of them would pass for all. */
    private @Nullable Long sum(Function<Speed, @Nullable Long> of) {
        Long sum = null;
        for (Child child : running()) {
            Progress shown = shown(child);
            Long speed = shown == null ? Long.valueOf(0) : of.apply(shown.speed());
            if (speed == null) {
                return null;
            }
            sum = sum == null ? speed : sum + speed;
        }
        return sum == null || sum == 0 ? null : sum;
    }

    /** The tenants are backed up side by side, so it takes as long as the one that takes longest. */
    private @Nullable TimeLeft timeLeft() {
        List<Child> running = running();
        boolean haveAllBegun = cluster.children().keySet().containsAll(cluster.executors());
        if (running.isEmpty() || !haveAllBegun) {
            return null;
        }
        Duration low = Duration.ZERO;
        Duration high = Duration.ZERO;
        for (Child child : running) {
            Progress shown = shown(child);
            TimeLeft left = shown == null ? null : shown.timeLeft();
            if (left == null) {
                return null;
            }
            low = Span.longer(left.low(), low);
            high = Span.longer(left.high(), high);
        }
        return new TimeLeft(low, high.plus(LAG));
    }

    private List<Child> running() {
        List<Child> running = new ArrayList<>();
        cluster.children().values().stream()
                .filter(child -> child.ending() == null)
                .forEach(running::add);
        return running;
    }

    private @Nullable Progress shown(Child child) {
        JobMemory job = appraisal.jobs.get(child.job());
        return job == null ? null : job.shown();
    }
}
