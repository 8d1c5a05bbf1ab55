package dev.backupwatch.bench.readers;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/** Of all events at all readers, in microseconds and in order. */
final class Latencies {

    private static final double MEDIAN = 0.5;
    private static final double NEARLY_ALL = 0.99;

    private final int[] sorted;

    private Latencies(int[] sorted) {
        this.sorted = sorted;
    }

    /** @param reference the moment from which an event's latency counts, by its sequence, in microseconds since 1970 */
    static Latencies of(Readers readers, LongUnaryOperator reference) {
        long count = readers.all().stream()
                .map(Reader::arrivals)
                .mapToLong(arrivals -> arrivals == null ? 0 : arrivals.count())
                .sum();
        int[] all = new int[Math.toIntExact(count)];
        int place = 0;
        for (Reader reader : readers.all()) {
            Arrivals arrivals = reader.arrivals();
            for (int i = 0; arrivals != null && i < arrivals.count(); i++) {
                long began = reference.applyAsLong(arrivals.first() + i);
                all[place] = Math.toIntExact(readers.clock().wall(arrivals.at(i)) - began);
                place++;
            }
        }
        Arrays.sort(all);
        return new Latencies(all);
    }

    /** As words that bear that prefix. */
    String words(String prefix) {
        return " %1$sp50=%2$d %1$sp99=%3$d %1$smax=%4$d"
                .formatted(prefix, quantile(MEDIAN), quantile(NEARLY_ALL), quantile(1));
    }

    private int quantile(double share) {
        return sorted.length == 0 ? 0 : sorted[(int) (share * (sorted.length - 1))];
    }
}
