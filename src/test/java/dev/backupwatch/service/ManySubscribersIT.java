package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.demo.StandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Many read along in as little memory as a small container has. {@code -Dcrowd.subscribers} says how many, and
 * {@code -Dcrowd.duration} for how long.
 */
@EnabledOnOs(OS.LINUX)
class ManySubscribersIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PLAIN_BUILD = 200;
    private static final String MEMORY = "512m";
    private static final long MOST_BYTES = 512L << 20;
    /** As docker/Dockerfile has it. */
    private static final String SHARE_OF_HEAP = "-XX:MaxRAMPercentage=50";

    private final int subscribers = Integer.getInteger("crowd.subscribers", PLAIN_BUILD);
    private final Duration duration = Duration.parse(System.getProperty("crowd.duration", "PT5S"));

    @Test
    void manySubscribersMissNothingWhileTheServiceStaysSmall() throws Exception {
        try (StandIn standIn = StandIn.start(
                        Path.of("target", "crowd"),
                        StandIn.Setup.of4301().keepingProgramsIn(Path.of("target", "mariadb")));
                var cluster = BusyCluster.prepare(standIn, 1);
                var process = PackagedService.start(
                        settings(standIn), PackagedService.AS_DELIVERED, "-XX:MaxRAM=" + MEMORY, SHARE_OF_HEAP)) {
            Service service = process.awaitListening();
            service.awaitPoll();
            BusyCluster.Running backups = cluster.start();
            long first = Received.sequence(service.state().cursor());
            try (Crowd crowd = Crowd.enter(service.base(), subscribers)) {
                Awaitility.await().atMost(PATIENCE).until(() -> service.openStreams() == subscribers);
                Instant end = Instant.now().plus(duration);
                Awaitility.await()
                        .atMost(duration.plus(PATIENCE))
                        .until(() -> Instant.now().isAfter(end));
                backups.stop();
                service.awaitPoll();
                long head = Received.sequence(service.state().cursor());
                assertThat(head - first).as("what happened meanwhile").isGreaterThan(10);
                crowd.wakeAll();
                Awaitility.await()
                        .atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(crowd.haveReached(head))
                                .as("who has read up to %d, of %d who lost %s", head, subscribers, crowd.losses())
                                .isGreaterThanOrEqualTo(crowd.attentive()));
                assertThat(crowd.losses()).isEmpty();
                assertIsSmall(process, head - first);
            }
        }
    }

    private void assertIsSmall(PackagedService process, long events) {
        var footprint = new Footprint(process.pid());
        System.out.printf(
                "%d subscribers for %s, %d events each: %d MB resident, %d MB at most, %d threads, %d open files%n",
                subscribers,
                duration,
                events,
                footprint.resident() >> 20,
                footprint.mostResident() >> 20,
                footprint.threads(),
                footprint.open());
        assertThat(footprint.mostResident()).isLessThan(MOST_BYTES);
        assertThat(process.isAlive()).isTrue();
        assertThat(process.printed()).doesNotContain("OutOfMemory").doesNotContain(" ERROR ");
    }

    private static Map<String, String> settings(StandIn standIn) {
        Map<String, String> settings = new HashMap<>(StandInCluster.settings(standIn));
        settings.put("backupwatch.stream.limits.per-address", "10000");
        return settings;
    }
}
