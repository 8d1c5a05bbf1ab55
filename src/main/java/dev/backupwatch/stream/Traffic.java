package dev.backupwatch.stream;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the streams of this process have come to since it began. Any thread may count, and any may read. */
public final class Traffic {

    private final Map<Transport, LongAdder> bytes = each(Transport.values());
    private final Map<Farewell.Reason, LongAdder> ended = each(Farewell.Reason.values());
    private final Map<Farewell.Reason, LongAdder> refused = each(Farewell.Reason.values());
    private final LongAdder left = new LongAdder();
    private final LongAdder conflated = new LongAdder();

    Traffic() {}

    /** Handed to the sockets, of messages and what frames them; not what HTTP and TLS write around that. */
    public long bytes(Transport transport) {
        return at(bytes, transport).sum();
    }

    /** Streams that were ended, and told why. */
    public long ended(Farewell.Reason reason) {
        return at(ended, reason).sum();
    }

    /** Connections that got no stream, and were told why. */
    public long refused(Farewell.Reason reason) {
        return at(refused, reason).sum();
    }

    /** Streams that nobody ended: the reader has left, or has begun another one on its connection. */
    public long left() {
        return left.sum();
    }

    /** Events that a slow reader was spared, newer progress telling for them. */
    public long conflated() {
        return conflated.sum();
    }

    /** To be asked for once by each stream: what is looked up for each write would be paid a thousand times. */
    LongAdder bytesOut(Transport transport) {
        return at(bytes, transport);
    }

    void end(Farewell.Reason reason) {
        at(ended, reason).increment();
    }

    void refuse(Farewell.Reason reason) {
        at(refused, reason).increment();
    }

    void leave() {
        left.increment();
    }

    void conflate(int events) {
        conflated.add(events);
    }

    private static <K extends Enum<K>> Map<K, LongAdder> each(K[] keys) {
        return Arrays.stream(keys)
                .collect(Collectors.toMap(
                        Function.identity(),
                        key -> new LongAdder(),
                        (one, other) -> one,
                        () -> new EnumMap<>(keys[0].getDeclaringClass())));
    }

    private static <K> LongAdder at(Map<K, LongAdder> counts, K key) {
        return Objects.requireNonNull(counts.get(key), "every key has a count");
    }
}
