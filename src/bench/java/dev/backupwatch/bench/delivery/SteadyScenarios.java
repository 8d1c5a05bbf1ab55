package dev.backupwatch.bench.delivery;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Twenty sources, each of which finds ten changed rows every second, and a thousand readers: plain ones, and others. */
final class SteadyScenarios {

    private static final String STEADY = "steady";
    private static final String WEBSOCKET = "websocket";
    private static final String FILTERS = "filters";
    private static final String STALLED = "stalled";

    private static final int SOURCES = 20;
    private static final int ROWS = 10;
    private static final int READERS = 1_000;
    private static final int STALLED_READERS = 100;
    private static final int DIFFERENT_FILTERS = 100;
    private static final Rounds.Kind KIND = new Rounds.Kind(ROWS, Duration.ofMillis(1_000 / SOURCES), false);

    private static final double CPU_OF_THE_PEER = 0.8;
    private static final double CPU_OF_A_WEBSOCKET = 1.3;
    private static final double CPU_OF_FILTERS = 1.5;
    private static final double LATENCY_BESIDE_STALLED = 1.5;
    private static final double KILO = 1e3;

    private final Surroundings around;
    private final Findings findings;

    SteadyScenarios(Surroundings around) {
        this.around = around;
        this.findings = around.findings();
    }

    void run() throws Exception {
        if (!around.settings().isAskedFor(STEADY, WEBSOCKET, FILTERS, STALLED)) {
            return;
        }
        WatchedRows rows = around.rows();
        rows.clear();
        try (LoadedService service = LoadedService.start(rows.standIn(), SOURCES, Map.of());
                Rounds rounds = Rounds.begin(around, KIND)) {
            rows.lay(ROWS);
            service.awaitBackups(SOURCES, ROWS);
            var feed = new ServiceFeed(service, rows, around.settings().seconds(), ServiceFeed.SSE);
            Variants variants = warmUp(feed);
            for (int round = 0; round < around.settings().rounds(); round++) {
                rounds.run(Load.of(STEADY, READERS), feed);
                variants.run();
            }
            judge(rounds);
            variants.medians().forEach(outcome -> judge(outcome, rounds.ours()));
        }
    }

    private Variants warmUp(ServiceFeed feed) throws Exception {
        ServiceFeed sockets = feed.asking("transport=ws target=/api/v1/events/ws?snapshot=false");
        String jobs = IntStream.rangeClosed(1, ROWS).mapToObj(Integer::toString).collect(Collectors.joining(","));
        var variants = new Variants(around);
        variants.add(Load.of(WEBSOCKET, READERS), sockets);
        variants.add(
                // Filters that let everything pass, and yet are others.
                Load.of(FILTERS, READERS),
                feed.asking("%s&job=%s,100{variant} variants=%d".formatted(ServiceFeed.SSE, jobs, DIFFERENT_FILTERS)));
        variants.add(
                new Load(STALLED, READERS, STALLED_READERS),
                // From the oldest on, which fills the system's own buffers before anything is measured.
                feed.asking(ServiceFeed.SSE + " stalled-target=/api/v1/events?cursor=oldest"));
        around.measurement().of(feed, Load.of("warm-up", READERS));
        if (around.settings().isAskedFor(WEBSOCKET)) {
            around.measurement().of(sockets.changing(feed.changing() / 2), Load.of("warm-up", READERS));
        }
        return variants;
    }

    private void judge(Rounds rounds) {
        Outcome ours = rounds.ours();
        findings.add(ours);
        findings.judge(ours.traffic().isComplete(), "steady: all delivered");
        rounds.peer().ifPresent(peer -> {
            findings.add(peer);
            double ratio = ours.cpuOfAMillion() / peer.cpuOfAMillion();
            findings.judge(ratio <= CPU_OF_THE_PEER, "steady: %.2f of nchan's CPU (bar %.1f)", ratio, CPU_OF_THE_PEER);
            findings.judge(
                    ours.latency().nearlyAll() <= peer.latency().nearlyAll(),
                    "steady: p99 %.1f ms (bar: nchan's %.1f)",
                    ours.latency().nearlyAll(),
                    peer.latency().nearlyAll());
        });
    }

    private void judge(Outcome outcome, Outcome steady) {
        findings.add(outcome);
        if (outcome.load().name().equals(STALLED)) {
            judgeStalled(outcome, steady);
        } else {
            double most = outcome.load().name().equals(FILTERS) ? CPU_OF_FILTERS : CPU_OF_A_WEBSOCKET;
            double ratio = outcome.cpuOfAMillion() / steady.cpuOfAMillion();
            findings.judge(
                    ratio <= most && outcome.traffic().isComplete(),
                    "%s: all delivered, %.2f of steady's CPU (bar %.1f)",
                    outcome.load().name(),
                    ratio,
                    most);
        }
    }

    private void judgeStalled(Outcome outcome, Outcome steady) {
        double ratio = outcome.latency().nearlyAll() / steady.latency().nearlyAll();
        findings.judge(
                ratio <= LATENCY_BESIDE_STALLED && outcome.traffic().isComplete(),
                "stalled: all delivered to the others, p99 %.2f of steady's (bar %.1f); peak %.0f MB beside steady's %.0f MB",
                ratio,
                LATENCY_BESIDE_STALLED,
                outcome.cost().peakKilobytes() / KILO,
                steady.cost().peakKilobytes() / KILO);
    }
}
