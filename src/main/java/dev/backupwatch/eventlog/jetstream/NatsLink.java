package dev.backupwatch.eventlog.jetstream;

import io.nats.client.Connection;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import io.nats.client.JetStreamOptions;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * The one connection to NATS. A server that was stopped is noticed within three seconds, where a client with the defaults
 * still says that it is connected after twenty. What cannot be sent at once is not sent at all: nothing that waited through
 * a break may arrive after it.
 */
final class NatsLink implements AutoCloseable {

    static final Duration REQUEST = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(NatsLink.class);
    private static final Duration PING = Duration.ofSeconds(1);
    private static final int PINGS_OUT = 2;
    private static final Duration RECONNECT = Duration.ofMillis(100);
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final AtomicLong changes = new AtomicLong();
    private final CompletableFuture<Connection> connected = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread connecting;

    NatsLink(JetStreamSettings settings) {
        Options options = options(settings);
        connecting = new Thread(() -> connect(options), "backupwatch-log-connect");
        connecting.setDaemon(true);
    }

    void open() {
        connecting.start();
    }

    static JetStreamOptions requests() {
        return JetStreamOptions.builder().requestTimeout(REQUEST).build();
    }

    /** Rises whenever what was agreed with a server may not hold any more. */
    long changes() {
        return changes.get();
    }

    /** Fails with IOException while there is none. */
    Connection connection() throws IOException, InterruptedException {
        try {
            Connection connection = connected.get(REQUEST.toMillis(), TimeUnit.MILLISECONDS);
            if (connection.getStatus() != Connection.Status.CONNECTED) {
                throw new IOException("no NATS server can be reached");
            }
            return connection;
        } catch (TimeoutException notYet) {
            throw new IOException("no NATS server can be reached", notYet);
        } catch (ExecutionException failure) {
            throw new IOException("NATS cannot be used: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        connecting.interrupt();
        Connection connection = connected.getNow(null);
        if (connection != null) {
            try {
                connection.close();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void connect(Options options) {
        try {
            while (true) {
                try {
                    connected.complete(Nats.connect(options));
                    return;
                } catch (IOException notYet) {
                    LOG.debug("no NATS server can be reached yet", notYet);
                    if (closed.await(RECONNECT.toMillis(), TimeUnit.MILLISECONDS)) {
                        return;
                    }
                }
            }
        } catch (InterruptedException closed) {
            // Nobody waits for it any more.
        }
    }

    private Options options(JetStreamSettings settings) {
        var builder = Options.builder()
                .servers(settings.servers().toArray(String[]::new))
                .connectionName("backupwatch")
                .connectionTimeout(CONNECT)
                .pingInterval(PING)
                .maxPingsOut(PINGS_OUT)
                .reconnectWait(RECONNECT)
                .maxReconnects(-1)
                .reconnectBufferSize(0)
                .errorListener(new Alarm())
                .connectionListener((connection, event) -> {
                    changes.incrementAndGet();
                    LOG.debugf("NATS: %s", event);
                });
        JetStreamSettings.Login login = settings.login();
        login.credentials().ifPresent(file -> builder.authHandler(Nats.credentials(file.toString())));
        login.username()
                .ifPresent(user -> builder.userInfo(user, login.password().orElse("")));
        if (login.tls()) {
            secure(builder);
        }
        return builder.build();
    }

    private static void secure(Options.Builder builder) {
        try {
            builder.secure();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private final class Alarm implements ErrorListener {

        @Override
        public void errorOccurred(Connection connection, String error) {
            LOG.debugf("NATS: %s", error);
        }

        @Override
        public void exceptionOccurred(Connection connection, Exception failure) {
            LOG.debug("NATS", failure);
        }

        @Override
        public void slowConsumerDetected(Connection connection, Consumer consumer) {
            changes.incrementAndGet();
        }

        @Override
        public void heartbeatAlarm(
                Connection connection, JetStreamSubscription subscription, long lastStream, long lastConsumer) {
            changes.incrementAndGet();
        }
    }
}
