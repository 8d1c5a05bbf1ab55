package dev.backupwatch.bench.readers;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The events that some reader has got already, by their sequence. */
final class KnownEvents {

    private static final int AT_FIRST = 4096;

    private @Nullable KnownEvent[] bySequence = new KnownEvent[AT_FIRST];
    private int count;
    private long bytes;

    @Nullable
    KnownEvent at(long sequence) {
        return sequence > 0 && sequence < bySequence.length ? bySequence[(int) sequence] : null;
    }

    void add(long sequence, KnownEvent event) {
        if (sequence >= bySequence.length) {
            bySequence = Arrays.copyOf(bySequence, Math.max((int) sequence + 1, 2 * bySequence.length));
        }
        bySequence[(int) sequence] = event;
        count++;
        bytes += event.json();
    }

    int count() {
        return count;
    }

    /** Of an event's JSON, on average. */
    long meanBytes() {
        return count == 0 ? 0 : bytes / count;
    }
}
