package dev.backupwatch.bench.delivery;

import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Ten thousand readers while nothing happens: what one costs that only waits. */
final class IdleScenario {

    private static final int READERS = 10_000;
    private static final int WARM_UP = 200;
    private static final int LEAVING_SECONDS = 3;
    private static final int WAITING_SECONDS = 20;
    private static final double KIBIBYTES = 12;

    private final Surroundings around;

    IdleScenario(Surroundings around) {
        this.around = around;
    }

    void run() throws Exception {
        if (!around.settings().isAskedFor("idle")) {
            return;
        }
        around.rows().clear();
        try (LoadedService service = LoadedService.start(around.rows().standIn(), 1, Map.of())) {
            String words = " port=" + service.port() + " " + ServiceFeed.SSE;
            around.crew().mustDo(Load.of("warm-up", WARM_UP).order() + words);
            around.crew().mustDo("close");
            TimeUnit.SECONDS.sleep(LEAVING_SECONDS);
            ProcessUse use = service.use();
            use.forgetPeak();
            long empty = use.residentKilobytes();
            double cpu = use.cpuSeconds();
            around.crew().mustDo(Load.of("idle", READERS).order() + words);
            double opening = use.cpuSeconds() - cpu;
            TimeUnit.SECONDS.sleep(WAITING_SECONDS);
            long full = use.residentKilobytes();
            double waiting = use.cpuSeconds() - cpu - opening;
            around.crew().mustDo("close");
            double each = (double) (full - empty) / READERS;
            around.findings()
                    .judge(
                            each <= KIBIBYTES,
                            "idle: %d readers, %.1f KiB each (bar %.0f): resident %d MB, without them %d MB, at most %d MB;"
                                    + " %.2f s of CPU to open them, %.2f s to keep them for %d s; the JVM's default options",
                            READERS,
                            each,
                            KIBIBYTES,
                            full / 1_000,
                            empty / 1_000,
                            use.peakKilobytes() / 1_000,
                            opening,
                            waiting,
                            WAITING_SECONDS);
        }
    }
}
