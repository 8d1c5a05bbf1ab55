package dev.backupwatch.bench;

import java.util.ArrayList;
import java.util.List;

/** What was measured again and again. */
public final class Samples {

    private final List<Double> values = new ArrayList<>();

    public void add(double value) {
        values.add(value);
    }

    public double last() {
        return values.get(values.size() - 1);
    }

    public double median() {
        return quantile(0.5);
    }

    public double quantile(double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) (share * (sorted.size() - 1)));
    }
}
