package dev.backupwatch.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmark, and says at its end what a row costs: where that stays, the cost of a poll grows linearly. */
public final class PollBenchmarkRun {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private PollBenchmarkRun() {}

    /** @return a table of what was measured */
    public static List<String> run() throws RunnerException {
        var options = new OptionsBuilder()
                .include(PollBenchmark.class.getName())
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .build();
        var results = new Runner(options).run();
        List<String> lines = new ArrayList<>();
        lines.add("%-36s %10s %12s %10s %10s"
                .formatted("since the last poll", "live rows", "ms per poll", "ns a row", "B a row"));
        results.forEach(result -> lines.add(line(result)));
        return lines;
    }

    private static String line(RunResult result) {
        BenchmarkParams params = result.getParams();
        long rows = Long.parseLong(params.getParam("tenants")) * Fleet.ROWS_OF_A_TENANT;
        double milliseconds = result.getPrimaryResult().getScore();
        double bytes = Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED))
                .getScore();
        return String.format(
                Locale.ROOT,
                "%-36s %10d %12.2f %10.0f %10.0f",
                params.getParam("happening").toLowerCase(Locale.ROOT).replace('_', ' '),
                rows,
                milliseconds,
                milliseconds * 1_000_000 / rows,
                bytes / rows);
    }
}
