package dev.backupwatch.wire;

import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.Overdue;
import dev.backupwatch.event.TenantEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What is told of a tenant, in English. */
final class EnglishTenants {

    private EnglishTenants() {}

    static String predicate(TenantEvent event) {
        Overdue overdue = event.overdue();
        if (overdue == null) {
            return skipped(event.identity().parent());
        }
        TenantEvent.Cause cause = event.cause();
        return cause == null ? overdue(overdue) : caughtUp(overdue, cause);
    }

    /** Without the cluster job's status, which may be COMPLETED or FAILED. */
    private static String skipped(@Nullable JobKey clusterJob) {
        String backup = clusterJob == null ? "a cluster backup" : "cluster backup " + clusterJob.job();
        return "was named in %s, but never got a job".formatted(backup);
    }

    private static String overdue(Overdue overdue) {
        Instant last = overdue.lastSuccess();
        return "no successful %s for longer than %s; %s"
                .formatted(
                        nameOf(overdue.kind()),
                        Spans.ENGLISH.atLeast(overdue.limit()),
                        last == null
                                ? "none is known"
                                : "the last one ended at " + last.truncatedTo(ChronoUnit.SECONDS));
    }

    private static String caughtUp(Overdue overdue, TenantEvent.Cause cause) {
        String backup = nameOf(overdue.kind());
        return switch (cause) {
            case SUCCESS -> "a %s has succeeded, it is not overdue any more".formatted(backup);
            case NOT_EXPECTED -> "a recent %s is not expected any more".formatted(backup);
            case TENANT_GONE -> "a %s is not expected any more, the cluster does not list the tenant".formatted(backup);
        };
    }

    private static String nameOf(Overdue.Kind kind) {
        return kind == Overdue.Kind.FULL ? "full backup" : "backup";
    }
}
