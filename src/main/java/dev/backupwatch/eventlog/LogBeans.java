package dev.backupwatch.eventlog;

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
import org.jboss.logging.Logger;

/** Hands the log's two sides to those who may have them. */
@Singleton
class LogBeans {

    private static final Logger LOG = Logger.getLogger(LogBeans.class);

    /** Of a log that is kept in memory. */
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    /** As for any other mistake in the configuration. */
    private static final int REFUSED = 2;

    private final Opened log;

    /** @param end lets go of what the log holds */
    private record Opened(EventLogReader reader, EventLogWriter writer, Runnable end) {}

    @Inject
    LogBeans(LogConfig config, InstantSource clock) {
        this.log = config.type() == LogConfig.Type.MEMORY ? memory() : sqlite(config, clock);
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

    @PreDestroy
    void close() {
        log.end().run();
    }

    private static Opened memory() {
        var log = new MemoryEventLog(new SecureRandom(), MOST_BYTES);
        return new Opened(log, log.writer(), () -> {});
    }

    private static Opened sqlite(LogConfig config, InstantSource clock) {
        var retention = new Retention(
                config.retention().age(), config.retention().size().asLongValue());
        try {
            var settings = new SqliteLogSettings(config.path(), retention);
            SqliteEventLog log = SqliteEventLog.open(settings, clock, new SecureRandom());
            return new Opened(log, log.writer(), log::close);
        } catch (LogRefusedException refused) {
            LOG.error(refused.getMessage());
            // The exception ends the start, but not the process: only dev mode and tests go on without a log.
            if (LaunchMode.current() == LaunchMode.NORMAL) {
                Quarkus.asyncExit(REFUSED);
            }
            throw new PreventFurtherStepsException(refused.getMessage(), REFUSED);
        }
    }
}
