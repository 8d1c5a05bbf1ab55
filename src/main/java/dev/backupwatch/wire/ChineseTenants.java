package dev.backupwatch.wire;

import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.Overdue;
import dev.backupwatch.event.TenantEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What is told of a tenant, in Chinese. */
final class ChineseTenants {

    private ChineseTenants() {}

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
        String backup = clusterJob == null ? "集群备份" : "集群备份 " + clusterJob.job() + " ";
        return "%s包含该租户，但始终没有为其创建备份任务".formatted(backup);
    }

    private static String overdue(Overdue overdue) {
        Instant last = overdue.lastSuccess();
        return "超过 %s没有成功的%s，%s"
                .formatted(
                        Spans.CHINESE.atLeast(overdue.limit()),
                        nameOf(overdue.kind()),
                        last == null ? "未见过成功记录" : "上一次成功结束于 " + last.truncatedTo(ChronoUnit.SECONDS));
    }

    private static String caughtUp(Overdue overdue, TenantEvent.Cause cause) {
        String backup = nameOf(overdue.kind());
        return switch (cause) {
            case SUCCESS -> "%s已成功，不再逾期".formatted(backup);
            case NOT_EXPECTED -> "不再要求近期的%s".formatted(backup);
            case TENANT_GONE -> "集群中已没有该租户，不再要求%s".formatted(backup);
        };
    }

    private static String nameOf(Overdue.Kind kind) {
        return kind == Overdue.Kind.FULL ? "全量备份" : "备份";
    }
}
