package dev.backupwatch.bench.delivery;

import java.util.Map;

/** Twice as many events as steady, with more of them in one write. */
final class FastScenario {

    private static final int SOURCES = 20;
    private static final int ROWS = 20;
    private static final int READERS = 1_000;
    private static final double LATENCY_MILLIS = 60;
    private static final Map<String, String> COALESCING = Map.of("BACKUPWATCH_STREAM_COALESCE", "20ms");

    private final Surroundings around;

    FastScenario(Surroundings around) {
        this.around = around;
    }

    void run() throws Exception {
        if (!around.settings().isAskedFor("fast")) {
            return;
        }
        WatchedRows rows = around.rows();
        rows.clear();
        try (LoadedService service = LoadedService.start(rows.standIn(), SOURCES, COALESCING)) {
            rows.lay(ROWS);
            service.awaitBackups(SOURCES, ROWS);
            var feed = new ServiceFeed(service, rows, around.settings().seconds(), ServiceFeed.SSE);
            around.measurement().of(feed, Load.of("warm-up", READERS));
            Outcome outcome = around.measurement().of(feed, Load.of("fast", READERS));
            around.findings().add(outcome);
            around.findings()
                    .judge(
                            outcome.traffic().isComplete() && outcome.latency().nearlyAll() < LATENCY_MILLIS,
                            "fast: all delivered, p99 %.1f ms (bar %.0f)",
                            outcome.latency().nearlyAll(),
                            LATENCY_MILLIS);
        }
    }
}
