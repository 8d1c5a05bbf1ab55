package dev.backupwatch.bench;

import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.regex.Pattern;

/** A process's heap before and after each of its collections, as the JVM logs them. */
record Heap(List<Collection> all) {

    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\(\\d+M\\)");

    /** In megabytes. */
    private record Collection(long before, long after) {}

    static Heap of(String log) {
        return new Heap(COLLECTION
                .matcher(log)
                .results()
                .map(found -> new Collection(Long.parseLong(found.group(1)), Long.parseLong(found.group(2))))
                .toList());
    }

    int collections() {
        return all.size();
    }

    Heap first(int collections) {
        return new Heap(all.subList(0, collections));
    }

    Heap since(int collection) {
        return new Heap(all.subList(collection, all.size()));
    }

    @Override
    public String toString() {
        long peak = all.stream().mapToLong(Collection::before).max().orElse(0);
        LongSummaryStatistics after = all.stream().mapToLong(Collection::after).summaryStatistics();
        return all.isEmpty()
                ? "not collected"
                : "peak %d MB, %d to %d MB after each of %d collections"
                        .formatted(peak, after.getMin(), after.getMax(), all.size());
    }
}
