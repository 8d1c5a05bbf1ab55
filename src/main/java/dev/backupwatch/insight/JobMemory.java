package dev.backupwatch.insight;

import dev.backupwatch.event.Life;
import dev.backupwatch.event.Progress;
import dev.backupwatch.event.Standstill;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a job that runs.
 *
 * @param start its START_TIMESTAMP: another one is another life
 * @param written what its task came to; absent until that ended
 * @param shown its progress as last told
 * @param standstill present while it is told as stalled
 * @param longestStall how long it once stood still before it moved again: so long a rest is nothing new for it
 */
record JobMemory(
        Instant start,
        Rest rest,
        @Nullable Written written,
        @Nullable Progress shown,
        @Nullable Standstill standstill,
        Duration longestStall) {

    /**
     * What a task came to.
     *
     * @param pauses the longest in each phase
     * @param curve absent where too little of it was watched
     */
    record Written(
            long bytes,
            Map<String, Duration> pauses,
            @Nullable Curve curve) {

        Written {
            pauses = Map.copyOf(pauses);
        }
    }

    static JobMemory of(Life life, String status, Instant seen) {
        return new JobMemory(life.start(), Rest.of(seen, status), null, null, null, Duration.ZERO);
    }

    JobMemory resting(Rest next) {
        return new JobMemory(start, next, written, shown, standstill, longestStall);
    }

    JobMemory having(Written task) {
        return new JobMemory(start, rest, task, shown, standstill, longestStall);
    }

    JobMemory showing(@Nullable Progress progress) {
        return new JobMemory(start, rest, written, progress, standstill, longestStall);
    }

    JobMemory stalled(Standstill evidence) {
        return new JobMemory(start, rest, written, shown, evidence, longestStall);
    }

    JobMemory resumed(Duration stall) {
        return new JobMemory(start, rest, written, shown, null, Span.longer(stall, longestStall));
    }
}
