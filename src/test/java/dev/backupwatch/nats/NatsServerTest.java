package dev.backupwatch.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class NatsServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void itHasWhatItStoredAfterAKill() throws Exception {
        try (NatsServer server = NatsServer.start();
                Client client = Client.of(server.url())) {
            client.addStream(1);
            client.publish("one");
            client.publish("two");

            server.kill();
            assertThat(server.isRunning()).isFalse();
            server.restart();

            Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> client.count() == 2);
        }
    }

    @Test
    void aPausedOneAnswersWhenItGoesOn() throws Exception {
        try (NatsServer server = NatsServer.start();
                Client client = Client.of(server.url())) {
            server.pause();
            assertThatThrownBy(() -> client.connection().flush(Duration.ofMillis(300)))
                    .isInstanceOf(TimeoutException.class);
            server.resume();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> client.connection().RTT().toMillis() >= 0);
        }
    }

    @Test
    void itTakesNoMessageThatIsLongerThanItWasTold() throws Exception {
        try (NatsServer server = NatsServer.start(NatsSetup.named("brief").maxPayload(1000));
                Client client = Client.of(server.url())) {
            assertThat(client.connection().getMaxPayload()).isEqualTo(1000);
        }
    }

    @Test
    void itIsGoneWhenItIsClosed() {
        NatsServer server = NatsServer.start();
        String url = server.url();
        server.close();
        assertThatThrownBy(() -> Client.of(url)).isInstanceOf(IOException.class);
    }
}
