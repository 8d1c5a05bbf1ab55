package dev.backupwatch.bench.delivery;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Twenty sources, each of which finds ten changed rows every second, and a thousand readers. */
final class SteadyScenarios {

    private static final int SOURCES = 20;
    private static final int ROWS = 10;
    private static final int READERS = 1_000;
    private static final int STALLED = 100;
    private static final int FILTERS = 100;
    private static final Rounds.Kind KIND = new Rounds.Kind(ROWS, Duration.ofMillis(1_000 / SOURCES), false);

    private static final double CPU_OF_THE_PEER = 0.8;
    private static final double CPU_OF_A_WEBSOCKET = 1.3;
    private static final double CPU_OF_FILTERS = 1.5;
    private static final double LATENCY_BESIDE_STALLED = 1.5;

    private final Surroundings around;
    private final Findings findings;

    SteadyScenarios(Surroundings around) {
        this.around = around;
        this.findings = around.findings();
    }

    void run() throws Exception {
        if (!around.settings().isAskedFor("steady", "websocket", "filters", "stalled")) {
            return;
        }
        WatchedRows rows = around.rows();
        rows.clear();
        try (LoadedService service = LoadedService.start(rows.standIn(), SOURCES, Map.of())) {
            rows.lay(ROWS);
            service.awaitBackups(SOURCES, ROWS);
            var feed = new ServiceFeed(service, rows, around.settings().seconds(), ServiceFeed.SSE);
            around.measurement().of(feed, Load.of("warm-up", READERS));
            Outcome steady = steady(feed);
            websocket(feed, steady);
            filters(feed, steady);
            stalled(feed, steady);
        }
    }

    private Outcome steady(ServiceFeed feed) throws Exception {
        Rounds.Result result = new Rounds(around, KIND).run(Load.of("steady", READERS), feed);
        Outcome ours = result.ours();
        findings.judge(ours.traffic().isComplete(), "steady: all delivered");
        result.peer().ifPresent(peer -> {
            double ratio = ours.cpuOfAMillion() / peer.cpuOfAMillion();
            findings.judge(ratio <= CPU_OF_THE_PEER, "steady: %.2f of nchan's CPU (bar %.1f)", ratio, CPU_OF_THE_PEER);
            findings.judge(
                    ours.latency().nearlyAll() <= peer.latency().nearlyAll(),
                    "steady: p99 %.1f ms (bar: nchan's %.1f)",
                    ours.latency().nearlyAll(),
                    peer.latency().nearlyAll());
        });
        return ours;
    }

    private void websocket(ServiceFeed feed, Outcome steady) throws Exception {
        if (around.settings().isAskedFor("websocket")) {
            ServiceFeed sockets = feed.asking("transport=ws target=/api/v1/events/ws?snapshot=false");
            around.measurement().of(sockets.changing(feed.changing() / 2), Load.of("warm-up", READERS));
            compareCpu(sockets, Load.of("websocket", READERS), new Bar(steady, CPU_OF_A_WEBSOCKET));
        }
    }

    /** Filters that let everything pass, and yet are others. */
    private void filters(ServiceFeed feed, Outcome steady) throws Exception {
        if (around.settings().isAskedFor("filters")) {
            String jobs =
                    IntStream.rangeClosed(1, ROWS).mapToObj(Integer::toString).collect(Collectors.joining(","));
            ServiceFeed filtered = feed.asking(ServiceFeed.SSE + "&job=" + jobs + ",100{variant} variants=" + FILTERS);
            compareCpu(filtered, Load.of("filters", READERS), new Bar(steady, CPU_OF_FILTERS));
        }
    }

    private void stalled(ServiceFeed feed, Outcome steady) throws Exception {
        if (around.settings().isAskedFor("stalled")) {
            // Twice as long: for the first seconds the system's own buffers take what the readers do not.
            Outcome outcome =
                    around.measurement().of(feed.changing(2 * feed.changing()), new Load("stalled", READERS, STALLED));
            findings.add(outcome);
            double ratio = outcome.latency().nearlyAll() / steady.latency().nearlyAll();
            findings.judge(
                    ratio <= LATENCY_BESIDE_STALLED && outcome.traffic().isComplete(),
                    "stalled: p99 of the others %.2f of steady's (bar %.1f), peak %.0f MB beside steady's %.0f MB",
                    ratio,
                    LATENCY_BESIDE_STALLED,
                    outcome.cost().peakKilobytes() / 1e3,
                    steady.cost().peakKilobytes() / 1e3);
        }
    }

    private record Bar(Outcome steady, double most) {}

    private void compareCpu(ServiceFeed feed, Load load, Bar bar) throws Exception {
        Outcome outcome = around.measurement().of(feed, load);
        findings.add(outcome);
        double ratio = outcome.cpuOfAMillion() / bar.steady().cpuOfAMillion();
        findings.judge(
                ratio <= bar.most() && outcome.traffic().isComplete(),
                "%s: %.2f of steady's CPU (bar %.1f)",
                load.name(),
                ratio,
                bar.most());
    }
}
