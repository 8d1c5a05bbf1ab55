package dev.backupwatch.eventlog.memory;

import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.EventLogWriter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/** Hands the log's two sides to those who may have them. */
@Singleton
class MemoryLogBeans {

    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private final MemoryEventLog log = new MemoryEventLog(new SecureRandom(), MOST_BYTES);

    @Produces
    @Singleton
    EventLogReader reader() {
        return log;
    }

    @Produces
    @Singleton
    EventLogWriter writer() {
        return log.writer();
    }
}
