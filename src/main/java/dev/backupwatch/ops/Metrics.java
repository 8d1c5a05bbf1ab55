package dev.backupwatch.ops;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LogCondition;
import io.prometheus.client.CollectorRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;

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

    /** @param watched asked at each scrape */
    void begin(Supplier<Set<ClusterName>> watched) {
        registry.register(new BackupCollector(watched, log, condition, clock));
    }

    /** How this process fares is told whether there is a cluster to watch or not. */
    void count(@Observes StartupEvent event, WatchFigures watch, ServiceCollector service) {
        registry.register(watch);
        registry.register(service);
    }
}
