package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.demo.BackupViews;
import dev.backupwatch.demo.StandIn;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How soon a committed change is at a subscriber. Printed, not asserted: machines are shared. */
@QuarkusTest
@WithTestResource(StandInCluster.class)
class LatencyTest {

    private static final int CHANGES = 40;
    private static final long JOB = 9001;

    @TestHTTPResource
    URI base;

    StandIn standIn;

    @Test
    void aCommittedChangeArrivesWithinAPollIntervalAndALittle() throws Exception {
        List<Duration> latencies = new ArrayList<>();
        try (Connection admin = standIn.connect();
                SseClient client = SseClient.open(new Service(base).uri("/api/v1/events?snapshot=false"))) {
            var backup = new ClusterBackup(new BackupViews(admin));
            backup.job(1002, JOB, "DOING", Map.of("INITIATOR_TENANT_ID", 1002, "INITIATOR_JOB_ID", 0));
            client.transcript().await(message -> message.subject().equals("backup/1002/" + JOB));
            for (int i = 1; i <= CHANGES; i++) {
                String description = "change " + i;
                backup.updateJob(1002, JOB, Map.of("DESCRIPTION", description));
                Instant committed = Instant.now();
                Received event = client.transcript()
                        .await(message -> message.isChange()
                                && message.data()
                                        .at("/row/DESCRIPTION")
                                        .asText()
                                        .equals(description));
                latencies.add(Duration.between(committed, event.at()));
            }
        }
        Collections.sort(latencies);
        assertThat(latencies).hasSize(CHANGES);
        System.out.printf(
                "commit to subscriber, poll interval %s, %d changes: min %d ms, median %d ms, max %d ms%n",
                StandInCluster.POLL_INTERVAL,
                CHANGES,
                latencies.get(0).toMillis(),
                latencies.get(CHANGES / 2).toMillis(),
                latencies.get(CHANGES - 1).toMillis());
    }
}
