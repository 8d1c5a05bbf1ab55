package dev.backupwatch.insight;

import java.time.Instant;
import java.util.stream.LongStream;

/** Points of a task whose blocks are a mebibyte of output and two of input each. */
final class Points {

    static final Instant START = Instant.parse("2026-11-23T04:00:00Z");

    private Points() {}

    static Instant second(long second) {
        return START.plusSeconds(second);
    }

    static Point at(long second, long blocks) {
        return new Point(second(second), blocks << 20, blocks << 21, blocks);
    }

    /** One block a second, seen at these seconds. */
    static Trail seenAt(long... seconds) {
        return LongStream.of(seconds)
                .skip(1)
                .mapToObj(second -> at(second, second))
                .reduce(Trail.from(at(seconds[0], seconds[0])), Trail::on, (a, b) -> b);
    }
}
