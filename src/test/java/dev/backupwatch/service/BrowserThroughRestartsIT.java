package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.demo.StandIn;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page that is left open while the service is updated, again and again. */
class BrowserThroughRestartsIT {

    private static final int RESTARTS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration DRAIN = Duration.ofSeconds(1);

    private final Reading reading = new Reading();

    @TempDir
    Path folder;

    @BeforeAll
    static void aBrowserIsThere() {
        Chromium.require();
    }

    @Test
    void itsEventSourceComesThroughOrderlyStopsByItselfAndNothingIsLostOrRepeated() throws Exception {
        long seed = new Random().nextLong();
        try (StandIn standIn = StandIn.start(
                        Path.of("target", "browser"),
                        StandIn.Setup.of4301().keepingProgramsIn(Path.of("target", "mariadb")));
                Connection admin = standIn.connect();
                var cluster = BusyCluster.prepare(standIn, seed);
                var service = new MortalService(standIn, folder.resolve("backupwatch.db"), DRAIN)) {
            Ledger before = Ledger.of(admin);
            PackagedService process = service.start(Duration.ZERO);
            process.awaitListening();
            service.http().awaitPoll();
            URI page = service.http().uri("/q/health/live");
            URI stream = service.http().uri("/api/v1/events?cursor=oldest&bookmarks=1s");
            try (Follower browser = BrowserEventSource.start(page, stream, reading)) {
                BusyCluster.Running backups = cluster.start();
                Duration longest = Duration.ZERO;
                for (int restart = 1; restart <= RESTARTS; restart++) {
                    awaitMoreThan(browser.transcript().changes().size(), browser);
                    Instant asked = Instant.now();
                    service.stop();
                    longest = Collections.max(List.of(longest, Duration.between(asked, Instant.now())));
                    service.start(Duration.ZERO).awaitListening();
                    awaitConnections(restart + 1, browser);
                }
                backups.stop();
                var verdict = new Verdict(service.http(), Ledger.of(admin).since(before), List.of(browser));
                verdict.awaitEverythingTold(PATIENCE);
                System.out.printf(
                        "%d restarts under an open page (each stop within %d ms, of which the drain may take %d), %d connections, %d events, none lost, none repeated, seed %d%n",
                        RESTARTS,
                        longest.toMillis(),
                        DRAIN.toMillis(),
                        browser.connections(),
                        verdict.assertNothingIsLostOrRepeated(),
                        seed);
            }
        }
    }

    private static void awaitMoreThan(int changes, Follower browser) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> browser.transcript().changes().size() > changes);
    }

    private static void awaitConnections(int count, Follower browser) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            browser.transcript().messages();
            assertThat(browser.connections()).isGreaterThanOrEqualTo(count);
        });
    }
}
