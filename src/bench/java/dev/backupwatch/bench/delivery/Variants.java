package dev.backupwatch.bench.delivery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Other loads of the same service, each run once in every round beside the plain one. */
final class Variants {

    private final Surroundings around;
    private final Map<Load, ServiceFeed> asked = new LinkedHashMap<>();
    private final Map<Load, List<Outcome>> outcomes = new LinkedHashMap<>();

    Variants(Surroundings around) {
        this.around = around;
    }

    /** If it is asked for by its name. */
    void add(Load load, ServiceFeed feed) {
        if (around.settings().isAskedFor(load.name())) {
            asked.put(load, feed);
            outcomes.put(load, new ArrayList<>());
        }
    }

    void run() throws Exception {
        for (Map.Entry<Load, ServiceFeed> variant : asked.entrySet()) {
            Outcome outcome = around.measurement().of(variant.getValue(), variant.getKey());
            outcomes.getOrDefault(variant.getKey(), new ArrayList<>()).add(outcome);
        }
    }

    List<Outcome> medians() {
        return outcomes.values().stream().map(Outcome::median).toList();
    }
}
