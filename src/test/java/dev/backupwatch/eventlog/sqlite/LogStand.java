package dev.backupwatch.eventlog.sqlite;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Random;

/** How a test opens its logs. */
record LogStand(Path file, Retention retention, long ballast, InstantSource clock, Connector connector) {

    static final Instant NOW = Instant.parse("2026-11-23T05:00:00Z");
    private static final Retention LONG = new Retention(Duration.ofDays(36_500), 1L << 30);
    private static final Random SEEDS = new Random(20261123);

    LogStand(Path file) {
        this(file, LONG, 0, Clock.fixed(NOW, ZoneOffset.UTC), Connector.DRIVER);
    }

    LogStand keeping(Duration age, long bytes) {
        return new LogStand(file, new Retention(age, bytes), ballast, clock, connector);
    }

    LogStand withBallast(long bytes) {
        return new LogStand(file, retention, bytes, clock, connector);
    }

    LogStand over(Connector other) {
        return new LogStand(file, retention, ballast, clock, other);
    }

    LogStand at(InstantSource other) {
        return new LogStand(file, retention, ballast, other, connector);
    }

    SqliteEventLog open() {
        var settings = new SqliteLogSettings(file, retention, ballast);
        // Each process draws other epochs than those before it.
        var random = new Random(SEEDS.nextLong());
        return Opening.open(new Outfit(settings, connector, clock, random));
    }
}
