package dev.backupwatch.eventlog;

import dev.backupwatch.eventlog.jetstream.JetStreamEventLog;
import dev.backupwatch.eventlog.jetstream.JetStreamSettings;
import dev.backupwatch.eventlog.memory.MemoryEventLog;
import dev.backupwatch.eventlog.sqlite.Retention;
import dev.backupwatch.eventlog.sqlite.SqliteEventLog;
import dev.backupwatch.eventlog.sqlite.SqliteLogSettings;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.Quarkus;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/** Hands the log's two sides to those who may have them. */
@Singleton
class LogBeans {

    private static final Logger LOG = Logger.getLogger(LogBeans.class);

    /** Of a log that is kept in memory. */
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    /** As where there is no cluster to watch: no key is mistaken, yet it cannot work. */
    private static final int REFUSED = 2;

    private final Opened log;

    /** @param end lets go of what the log holds */
    private record Opened(EventLogReader reader, EventLogWriter writer, LogCondition condition, Runnable end) {}

    @Inject
    LogBeans(LogConfig config, InstantSource clock, Stopwatch stopwatch) {
        this.log = config.type() == LogConfig.Type.MEMORY ? memory() : lasting(config, clock, stopwatch);
    }

    @Produces
    @Singleton
    EventLogReader reader() {
        return log.reader();
    }

    @Produces
    @Singleton
    EventLogWriter writer() {
        return log.writer();
    }

    @Produces
    @Singleton
    LogCondition condition() {
        return log.condition();
    }

    @PreDestroy
    void close() {
        log.end().run();
    }

    private static Opened memory() {
        var log = new MemoryEventLog(new SecureRandom(), MOST_BYTES);
        return new Opened(log, log.writer(), LogCondition.SOUND, () -> {});
    }

    private static Opened lasting(LogConfig config, InstantSource clock, Stopwatch stopwatch) {
        try {
            return config.type() == LogConfig.Type.JETSTREAM
                    ? jetStream(config, clock, stopwatch)
                    : sqlite(config, clock);
        } catch (LogRefusedException | IllegalArgumentException refused) {
            LOG.error(refused.getMessage());
            // The exception ends the start, but not the process: only dev mode and tests go on without a log.
            if (LaunchMode.current() == LaunchMode.NORMAL) {
                Quarkus.asyncExit(REFUSED);
            }
            throw new PreventFurtherStepsException(refused.getMessage(), REFUSED);
        }
    }

    private static Opened sqlite(LogConfig config, InstantSource clock) {
        var settings = new SqliteLogSettings(config.path(), retention(config));
        SqliteEventLog log = SqliteEventLog.open(settings, clock, new SecureRandom());
        return new Opened(log, log.writer(), LogCondition.SOUND, log::close);
    }

    private static Opened jetStream(LogConfig config, InstantSource clock, Stopwatch stopwatch) {
        LogConfig.JetStream keys = config.jetstream();
        var login = new JetStreamSettings.Login(keys.credentials(), keys.username(), keys.password(), keys.tls());
        var settings = new JetStreamSettings(
                keys.servers().orElse(List.of()), keys.name(), keys.replicas(), keys.lease(), login);
        SqliteEventLog copy = SqliteEventLog.open(
                SqliteLogSettings.ofCopy(keys.copy(), retention(config)), clock, new SecureRandom());
        JetStreamEventLog log =
                JetStreamEventLog.open(settings, copy, new JetStreamEventLog.Outfit(stopwatch, new SecureRandom()));
        return new Opened(log, log.writer(), log.condition(), log::close);
    }

    private static Retention retention(LogConfig config) {
        return new Retention(config.retention().age(), config.retention().size().asLongValue());
    }
}
