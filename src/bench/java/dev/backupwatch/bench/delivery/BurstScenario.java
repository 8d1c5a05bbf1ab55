package dev.backupwatch.bench.delivery;

import java.time.Duration;
import java.util.Map;

/** One source that finds two hundred changed rows at once, every second. */
final class BurstScenario {

    private static final int ROWS = 200;
    private static final int READERS = 1_000;
    private static final Rounds.Kind KIND = new Rounds.Kind(ROWS, Duration.ofSeconds(1), true);
    private static final double CPU_OF_THE_PEER = 0.4;

    private final Surroundings around;
    private final Findings findings;

    BurstScenario(Surroundings around) {
        this.around = around;
        this.findings = around.findings();
    }

    void run() throws Exception {
        if (!around.settings().isAskedFor("burst")) {
            return;
        }
        WatchedRows rows = around.rows();
        rows.clear();
        try (LoadedService service = LoadedService.start(rows.standIn(), 1, Map.of());
                Rounds rounds = Rounds.begin(around, KIND)) {
            rows.lay(ROWS);
            service.awaitBackups(1, ROWS);
            var feed = new ServiceFeed(service, rows, around.settings().seconds(), ServiceFeed.SSE);
            around.measurement().of(feed, Load.of("warm-up", READERS));
            for (int round = 0; round < around.settings().rounds(); round++) {
                rounds.run(Load.of("burst", READERS), feed);
            }
            findings.add(rounds.ours());
            rounds.peer().ifPresent(findings::add);
            findings.judge(rounds.ours().traffic().isComplete(), "burst: all delivered");
            rounds.peer().ifPresent(peer -> compare(rounds.ours(), peer));
        }
    }

    private void compare(Outcome ours, Outcome peer) {
        double ratio = ours.cpuOfAMillion() / peer.cpuOfAMillion();
        findings.judge(
                ratio <= CPU_OF_THE_PEER,
                "burst: %.2f of nchan's CPU for delivery alone (bar %.1f)",
                ratio,
                CPU_OF_THE_PEER);
        findings.judge(
                ours.latency().nearlyAll() <= peer.latency().nearlyAll(),
                "burst: p99 %.1f ms (bar: nchan's %.1f from the start of the burst; from an event's own post that is %.1f)",
                ours.latency().nearlyAll(),
                peer.latency().nearlyAll(),
                peer.ownPost().map(Latency::nearlyAll).orElse(0.0));
    }
}
