package dev.backupwatch.watch;

import dev.backupwatch.settings.CheckedBy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Optional;

/** How the watch judges what it sees. */
@CheckedBy(WatchRules.class)
@ConfigMapping(prefix = "backupwatch")
public interface WatchConfig {

    /** How long a row may be in neither view, its tenant being NORMAL, before it is told as lost. */
    @WithDefault("10m")
    Duration lostAfter();

    /** What ended within this time before the very first start is told too (in dev mode {@code 15d}). */
    @WithName("log.backfill")
    @WithDefault("0s")
    Duration backfill();

    /**
     * How long nothing of a job may move until it is told as stalled (in dev mode {@code 20s}); where the tenant's
     * earlier runs rested long in the same phase, five times that.
     */
    @WithName("insight.stall")
    @WithDefault("10m")
    Duration stall();

    /** How long a tenant may be without a successful full backup, as {@code 8d}; unset: that is not watched. */
    @WithName("insight.overdue.full")
    Optional<Duration> overdueFull();

    /**
     * How long a tenant may be without any successful backup, as {@code 26h} (in dev mode just that); unset: that is not
     * watched.
     */
    @WithName("insight.overdue.any")
    Optional<Duration> overdueAny();
}
