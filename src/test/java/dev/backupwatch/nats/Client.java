package dev.backupwatch.nats;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.JetStreamApiException;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One of NATS' own, and a stream to try servers with. */
record Client(Connection connection) implements AutoCloseable {

    static final String STREAM = "TRIED";

    private static final String SUBJECT = "tried";

    static Client of(String urls) throws IOException, InterruptedException {
        return new Client(Nats.connect(Options.builder()
                .servers(urls.split(",", -1))
                .maxReconnects(-1)
                .reconnectWait(Duration.ofMillis(50))
                .connectionTimeout(Duration.ofSeconds(1))
                .pingInterval(Duration.ofMillis(200))
                .maxPingsOut(2)
                // Servers are killed here on purpose, and nobody wants to read of it.
                .errorListener(new ErrorListener() {})
                .build()));
    }

    void addStream(int replicas) throws IOException, JetStreamApiException {
        connection
                .jetStreamManagement()
                .addStream(StreamConfiguration.builder()
                        .name(STREAM)
                        .subjects(SUBJECT)
                        .storageType(StorageType.File)
                        .replicas(replicas)
                        .build());
    }

    void publish(String text) throws IOException, JetStreamApiException {
        connection.jetStream().publish(SUBJECT, text.getBytes(StandardCharsets.UTF_8));
    }

    long count() throws IOException, JetStreamApiException {
        return connection
                .jetStreamManagement()
                .getStreamInfo(STREAM)
                .getStreamState()
                .getMsgCount();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
