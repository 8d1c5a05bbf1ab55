package dev.backupwatch.bench;

import dev.backupwatch.bench.clusters.ClustersBenchmark;
import dev.backupwatch.bench.delivery.DeliveryBenchmark;
import dev.backupwatch.watch.PollBenchmarkRun;
import java.util.ArrayList;
import java.util.List;

/** Runs the parts that {@code -Dbench} names, and says at the end what all of them found. */
public final class BenchmarkRun {

    private BenchmarkRun() {}

    public static void main(String[] arguments) throws Exception {
        List<String> results = new ArrayList<>();
        for (String part : System.getProperty("bench", "").split(",", -1)) {
            results.add("");
            results.addAll(run(part.strip()));
        }
        results.forEach(System.out::println);
    }

    private static List<String> run(String part) throws Exception {
        return switch (part) {
            case "polls" -> PollBenchmarkRun.run();
            case "catch-up" -> CatchUpBenchmark.run();
            case "appends" -> AppendBenchmark.run();
            case "backfill" -> BackfillBenchmark.run();
            case "clusters" -> ClustersBenchmark.run();
            case "delivery" -> DeliveryBenchmark.run();
            default -> throw new IllegalArgumentException("no such benchmark: " + part);
        };
    }
}
