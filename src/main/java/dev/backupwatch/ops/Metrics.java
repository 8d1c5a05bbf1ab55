package dev.backupwatch.ops;

import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LogCondition;
import dev.backupwatch.source.ClusterTarget;
import io.prometheus.client.CollectorRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;

/** Adds how backups stand to what Prometheus is told of the process. */
@Singleton
class Metrics {

    private final EventLogReader log;
    private final LogCondition condition;
    private final InstantSource clock;
    private final CollectorRegistry registry;

    @Inject
    Metrics(EventLogReader log, LogCondition condition, InstantSource clock, CollectorRegistry registry) {
        this.log = log;
        this.condition = condition;
        this.clock = clock;
        this.registry = registry;
    }

    /** Instead of Quarkus's own, which is another one for each who asks for it. */
    @Produces
    @Singleton
    static CollectorRegistry registry() {
        return new CollectorRegistry(true);
    }

    void begin(List<ClusterTarget> targets) {
        var names = targets.stream().map(ClusterTarget::name).collect(Collectors.toSet());
        registry.register(new BackupCollector(names, log, condition, clock));
    }

    /** How this process fares is told whether there is a cluster to watch or not. */
    void count(@Observes StartupEvent event, WatchFigures watch, ServiceCollector service) {
        registry.register(watch);
        registry.register(service);
    }
}
