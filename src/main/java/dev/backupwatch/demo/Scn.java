package dev.backupwatch.demo;

import java.time.Instant;

/** OceanBase's logical time: nanoseconds since the Unix epoch. */
final class Scn {

    private Scn() {}

    static long of(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }
}
