package dev.backupwatch.nats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class NatsClusterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void itGoesOnWithoutTheServerThatLedAStream() throws Exception {
        try (NatsCluster cluster = NatsCluster.start();
                Client client = Client.of(cluster.urls())) {
            client.addStream(3);
            client.publish("one");
            int leader = cluster.leaderOf(Client.STREAM);

            cluster.kill(leader);
            Awaitility.await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
                client.publish("more");
                assertThat(client.count()).isGreaterThanOrEqualTo(2);
            });
            assertThat(cluster.leaderOf(Client.STREAM)).isNotEqualTo(leader);

            cluster.restart(leader);
            cluster.awaitHealthy();
            assertThat(client.count()).isGreaterThanOrEqualTo(2);
        }
    }
}
