package dev.backupwatch.bench.readers;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Cheap moments, and what the clock on the wall says of them: the two drift apart, so a clock is for one run. */
final class ProcessClock {

    private final long nanosAtFirst = System.nanoTime();
    private final long wallAtFirst = MessageText.micros(Instant.now());

    /** Microseconds since it was made. */
    int now() {
        return (int) TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - nanosAtFirst);
    }

    /** In microseconds since 1970. */
    long wall(int moment) {
        return wallAtFirst + moment;
    }
}
