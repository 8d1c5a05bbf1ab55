package dev.backupwatch.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.Connection;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CuttableLinkTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @ParameterizedTest
    @EnumSource(names = "WHOLE", mode = EnumSource.Mode.EXCLUDE)
    void aClientIsCutOffAndComesBack(CuttableLink.State how) throws Exception {
        try (NatsServer server = NatsServer.start();
                CuttableLink link = CuttableLink.to(server.port());
                Client client = Client.of(link.url())) {
            client.addStream(1);
            client.publish("one");

            link.cut(how);
            awaitConnected(client, false);
            link.mend();
            awaitConnected(client, true);

            client.publish("two");
            assertThat(client.count()).isEqualTo(2);
        }
    }

    @Test
    void whatIsLateArrivesAlsoWhenItsSenderHasGone() throws Exception {
        try (NatsServer server = NatsServer.start();
                CuttableLink link = CuttableLink.to(server.port());
                Client other = Client.of(server.url())) {
            other.addStream(1);
            try (Client client = Client.of(link.url())) {
                link.cut(CuttableLink.State.LATE);
                assertThatThrownBy(() -> client.publish("late")).isInstanceOf(IOException.class);
            }
            assertThat(other.count()).isZero();
            link.mend();
            Awaitility.await().atMost(PATIENCE).until(() -> other.count() == 1);
        }
    }

    @Test
    void aClientLearnsNoWayAroundIt() throws Exception {
        try (NatsCluster cluster = NatsCluster.start();
                CuttableLink link = CuttableLink.to(cluster.servers().get(0).port());
                Client client = Client.of(link.url())) {
            assertThat(client.connection().getServers()).containsExactly(link.url());
        }
    }

    private static void awaitConnected(Client client, boolean wanted) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> (client.connection().getStatus() == Connection.Status.CONNECTED) == wanted);
    }
}
