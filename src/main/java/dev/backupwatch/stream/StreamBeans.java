package dev.backupwatch.stream;

import dev.backupwatch.eventlog.EventLogReader;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/** What the transports are handed. */
@Singleton
class StreamBeans {

    @Produces
    @Singleton
    Subscribers subscribers(
            EventLogReader log,
            StreamConfig config,
            InstantSource clock,
            ScheduledExecutorService scheduler,
            DeliveryListener listener) {
        var settings = StreamSettings.of(config, Runtime.getRuntime().maxMemory());
        return new Subscribers(log, settings, new Subscribers.World(clock, scheduler, new SecureRandom()), listener);
    }

    void end(@Disposes Subscribers subscribers) {
        subscribers.close();
    }

    @Produces
    @Singleton
    LogPages pages(EventLogReader log) {
        return new LogPages(log);
    }

    @Produces
    @Singleton
    PastPages pastPages(EventLogReader log) {
        return new PastPages(log);
    }

    @Produces
    @Singleton
    Questions questions(EventLogReader log, InstantSource clock) {
        return new Questions(log, clock);
    }
}
