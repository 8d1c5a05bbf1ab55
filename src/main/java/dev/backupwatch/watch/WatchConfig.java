package dev.backupwatch.watch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Optional;

/** How the watch judges what it sees. */
@ConfigMapping(prefix = "backupwatch")
public interface WatchConfig {

    /** How long a row may be in neither view, while its tenant is NORMAL, before it is told as lost. */
    @WithDefault("10m")
    Duration lostAfter();

    /** What ended within this time before the very first look at a cluster is told too. */
    @WithName("log.backfill")
    @WithDefault("0s")
    Duration backfill();

    /** How long nothing of a job may move until it is told as stalled, where nothing longer is usual. */
    @WithName("insight.stall")
    @WithDefault("10m")
    Duration stall();

    /** How long a tenant may be without a successful full backup; absent: that is not watched. */
    @WithName("insight.overdue.full")
    Optional<Duration> overdueFull();

    /** How long a tenant may be without any successful backup; absent: that is not watched. */
    @WithName("insight.overdue.any")
    Optional<Duration> overdueAny();
}
