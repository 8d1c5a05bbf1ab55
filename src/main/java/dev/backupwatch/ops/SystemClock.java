package dev.backupwatch.ops;

import dev.backupwatch.eventlog.Stopwatch;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;

/** The one place that time comes from; everybody else is handed it. */
@Singleton
class SystemClock {

    @Produces
    @Singleton
    InstantSource clock(ClockConfig config) {
        return Clock.offset(Clock.systemUTC(), config.offset());
    }

    @Produces
    @Singleton
    Stopwatch stopwatch() {
        long begin = System.nanoTime();
        return () -> Duration.ofNanos(System.nanoTime() - begin);
    }
}
