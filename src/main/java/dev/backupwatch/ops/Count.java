package dev.backupwatch.ops;

import io.prometheus.client.CounterMetricFamily;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts by labels. It is there to be scraped before there is anything to count, as one of a library is not. */
final class Count {

    private final String name;
    private final String help;
    private final List<String> labels;
    private final Map<List<String>, LongAdder> values = new ConcurrentHashMap<>();

    /** @param name without the end that says that it is a counter */
    Count(String name, String help, String... labels) {
        this.name = name;
        this.help = help;
        this.labels = List.of(labels);
    }

    /** @param of the values of the labels, in their order */
    void add(long number, String... of) {
        values.computeIfAbsent(List.of(of), first -> new LongAdder()).add(number);
    }

    CounterMetricFamily family() {
        var family = new CounterMetricFamily(name, help, labels);
        values.forEach((of, value) -> family.addMetric(of, (double) value.sum()));
        return family;
    }
}
