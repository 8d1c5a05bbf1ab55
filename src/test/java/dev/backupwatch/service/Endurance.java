package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.fuzz.Fuzz;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;

/** That a service bears a fuzz, and that nothing is left of it: after its second half it takes what it took after its first. */
final class Endurance {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** So much may be held of what is not a leak: compiled code's own records, pools that have grown to what was needed at once. */
    private static final long HEAP_GRAIN = 3_000_000;

    private static final int GRAIN = 4;

    private Endurance() {}

    /** While one stream is open, which is not the fuzz's. */
    static void prove(long pid, Service service, Fuzz fuzz) throws InterruptedException {
        System.out.printf("%d requests are drawn with -Dfuzz.seed=%d%n", fuzz.requests(), fuzz.seed());
        Instant begin = Instant.now();
        var footprint = new Footprint(pid);
        assertThat(fuzz.half(service.base(), false)).isEmpty();
        awaitOnlyOneIsIn(service);
        int open = footprint.open();
        int threads = footprint.threads();
        long heap = footprint.heap();
        assertThat(fuzz.half(service.base(), true)).isEmpty();
        awaitOnlyOneIsIn(service);
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(footprint.open()).as("open files").isLessThanOrEqualTo(open + GRAIN);
            assertThat(footprint.threads()).as("threads").isLessThanOrEqualTo(threads + GRAIN);
            assertThat(footprint.heap()).as("heap").isLessThanOrEqualTo(heap + HEAP_GRAIN);
        });
        System.out.printf(
                "in %d s; then %d files are open (%d half way), %d threads (%d), %.1f MB on the heap (%.1f), %d MB in all%n",
                Duration.between(begin, Instant.now()).toSeconds(),
                footprint.open(),
                open,
                footprint.threads(),
                threads,
                footprint.heap() / 1e6,
                heap / 1e6,
                footprint.resident() / 1_000_000);
    }

    private static void awaitOnlyOneIsIn(Service service) {
        Awaitility.await().atMost(PATIENCE).until(() -> service.openStreams() == 1);
    }
}
