package dev.backupwatch.eventlog.jetstream;

import dev.backupwatch.eventlog.EventLogWriter;
import dev.backupwatch.eventlog.sqlite.Retention;
import dev.backupwatch.eventlog.sqlite.SqliteEventLog;
import dev.backupwatch.eventlog.sqlite.SqliteLogSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/** One process's part in a shared log, in this process. */
final class Replica implements AutoCloseable {

    static final Duration LEASE = Duration.ofSeconds(1);

    private static final Retention RETENTION = new Retention(Duration.ofDays(30), 1L << 30);

    private final JetStreamEventLog log;

    private Replica(JetStreamEventLog log) {
        this.log = log;
    }

    static Replica open(String server, String name, Path copy) {
        return open(server, name, copy, RETENTION, Upkeep.Rhythm.DEFAULT);
    }

    static Replica open(String server, String name, Path copy, JetStreamSettings.Login login) {
        return open(settings(server, name, LEASE, login), copy, RETENTION, Upkeep.Rhythm.DEFAULT);
    }

    static Replica open(String server, String name, Path copy, Retention retention, Upkeep.Rhythm rhythm) {
        return open(settings(server, name, LEASE, JetStreamSettings.Login.NONE), copy, retention, rhythm);
    }

    static Replica open(String server, String name, Path copy, Duration lease) {
        return open(
                settings(server, name, lease, JetStreamSettings.Login.NONE), copy, RETENTION, Upkeep.Rhythm.DEFAULT);
    }

    private static JetStreamSettings settings(
            String server, String name, Duration lease, JetStreamSettings.Login login) {
        return new JetStreamSettings(List.of(server), name, 1, lease, login);
    }

    private static Replica open(JetStreamSettings settings, Path copy, Retention retention, Upkeep.Rhythm rhythm) {
        SqliteEventLog local =
                SqliteEventLog.open(SqliteLogSettings.ofCopy(copy, retention), InstantSource.system(), new Random());
        long begin = System.nanoTime();
        return new Replica(JetStreamEventLog.open(
                settings,
                local,
                new JetStreamEventLog.Outfit(() -> Duration.ofNanos(System.nanoTime() - begin), new Random(), rhythm)));
    }

    JetStreamEventLog log() {
        return log;
    }

    EventLogWriter writer() {
        return log.writer();
    }

    @Override
    public void close() {
        log.close();
    }
}
