package dev.backupwatch.bench.delivery;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Ten thousand readers while nothing happens: what one costs that only waits. */
final class IdleScenario {

    private static final int READERS = 10_000;
    private static final int WARM_UP = 200;
    private static final int LEAVING_SECONDS = 3;
    private static final int WAITING_SECONDS = 20;
    private static final int KILO = 1_000;
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
            around.crew().mustDo(order(service, WARM_UP));
            leave();
            service.use().forgetPeak();
            long empty = service.use().residentKilobytes();
            double cpu = service.use().cpuSeconds();
            around.crew().mustDo(order(service, READERS));
            double opening = service.use().cpuSeconds() - cpu;
            TimeUnit.SECONDS.sleep(WAITING_SECONDS);
            double waiting = service.use().cpuSeconds() - cpu - opening;
            judge(service, empty);
            around.findings()
                    .note(
                            "idle: %.2f s of CPU to open them, %.2f s to keep them for %d s",
                            opening, waiting, WAITING_SECONDS);
        }
    }

    private void judge(LoadedService service, long empty) throws IOException {
        long full = service.use().residentKilobytes();
        long peak = service.use().peakKilobytes();
        around.crew().mustDo("close");
        double each = (double) (full - empty) / READERS;
        around.findings()
                .judge(
                        each <= KIBIBYTES,
                        "idle: %d readers, %.1f KiB each (bar %.0f) with the JVM's default options: resident %d MB, before them %d MB,"
                                + " at most %d MB",
                        READERS,
                        each,
                        KIBIBYTES,
                        full / KILO,
                        empty / KILO,
                        peak / KILO);
    }

    private void leave() throws IOException, InterruptedException {
        around.crew().mustDo("close");
        TimeUnit.SECONDS.sleep(LEAVING_SECONDS);
    }

    private static String order(LoadedService service, int readers) {
        return Load.of("idle", readers).order() + " port=" + service.port() + " " + ServiceFeed.SSE;
    }
}
