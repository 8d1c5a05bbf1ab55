package dev.backupwatch.ops;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one scrape told, each series as Prometheus writes it: {@code running{cluster=prod,tenant=1002}}. */
record Scraped(Map<String, Double> series) {

    private static final String PREFIX = "backupwatch_";

    static Scraped of(Collector collector) {
        Map<String, Double> series = new TreeMap<>();
        collector
                .collect()
                .forEach(family -> family.samples.forEach(sample -> series.put(nameOf(sample), sample.value)));
        return new Scraped(series);
    }

    /** Without the name itself. */
    Map<String, Double> of(String metric) {
        Map<String, Double> those = new TreeMap<>();
        series.forEach((name, value) -> {
            if (name.startsWith(metric + "{")) {
                those.put(name.substring(metric.length()), value);
            }
        });
        return those;
    }

    private static String nameOf(Sample sample) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < sample.labelNames.size(); i++) {
            labels.add(sample.labelNames.get(i) + "=" + sample.labelValues.get(i));
        }
        return sample.name.replace(PREFIX, "") + "{" + String.join(",", labels) + "}";
    }
}
