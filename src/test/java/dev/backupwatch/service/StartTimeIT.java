package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * How long it takes from a process to one that is ready; told, not judged, for it depends on the machine.
 * {@code -Dstarts=5} tells the median of so many.
 */
class StartTimeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int starts = Integer.getInteger("starts", 1);

    @Test
    void aStartEndsInAServiceThatIsReady() throws Exception {
        List<Duration> times = new ArrayList<>();
        for (int start = 0; start < starts; start++) {
            times.add(timeOfOne());
        }
        Collections.sort(times);
        System.out.printf(
                "ready %d ms after the start (%d starts: %s)%n",
                times.get(starts / 2).toMillis(), starts, times);
        assertThat(times).hasSize(starts);
    }

    private static Duration timeOfOne() throws InterruptedException {
        Instant begin = Instant.now();
        try (PackagedService process = QuietService.start(Map.of(), PackagedService.AS_DELIVERED)) {
            Service service = process.awaitListening();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> service.get("/q/health/ready").statusCode() == 200);
            return Duration.between(begin, Instant.now());
        }
    }
}
