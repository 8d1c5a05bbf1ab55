package dev.backupwatch.eventlog.jetstream;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
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
    private static final int HEADERS = 1024;
    private static final long SHORTEST_LIMIT = HEADERS + 256;
    /** Longer ones would hold up the servers' talk among each other. */
    private static final int MOST_BYTES = 256 * 1024;

    private final AtomicLong changes = new AtomicLong();
    private volatile CompletableFuture<Connection> connected = new CompletableFuture<>();
    private volatile String trouble = "";
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Options options;

    NatsLink(JetStreamSettings settings) {
        options = options(settings);
    }

    void open() {
        Thread connecting = new Thread(this::connect, "backupwatch-log-connect");
        connecting.setDaemon(true);
        connecting.start();
    }

    /**
     * How long one message may be, its headers aside.
     *
     * @throws IOException also where the server takes none that is long enough to be of use
     */
    int mostBytes() throws IOException, InterruptedException {
        long taken = connection().getMaxPayload();
        if (taken < SHORTEST_LIMIT) {
            throw new IOException("NATS takes no messages longer than %d bytes (max_payload), but %d are needed"
                    .formatted(taken, SHORTEST_LIMIT));
        }
        return (int) Math.min(MOST_BYTES, taken - HEADERS);
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
                throw new IOException("no NATS server can be reached" + trouble);
            }
            return connection;
        } catch (TimeoutException notYet) {
            throw new IOException("no NATS server can be reached" + trouble, notYet);
        } catch (ExecutionException failure) {
            throw new IOException("NATS cannot be used: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        Connection connection = connected.getNow(null);
        if (connection != null) {
            try {
                connection.close();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void connect() {
        try {
            do {
                try {
                    connected.complete(Nats.connect(options));
                    return;
                } catch (IOException notYet) {
                    trouble = ": " + notYet.getMessage();
                    LOG.debug("no NATS server can be reached yet", notYet);
                }
            } while (!closed.await(RECONNECT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException ended) {
            LOG.debug("the connection to NATS is given up", ended);
        }
    }

    /** The client comes back by itself from all but what it takes for final, as a login that was refused twice. */
    private void onEvent(ConnectionListener.Events event) {
        LOG.debugf("NATS: %s", event);
        changes.incrementAndGet();
        if (event == ConnectionListener.Events.CONNECTED || event == ConnectionListener.Events.RECONNECTED) {
            trouble = "";
        }
        if (event == ConnectionListener.Events.CLOSED && closed.getCount() > 0 && connected.isDone()) {
            connected = new CompletableFuture<>();
            open();
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
                .connectionListener((connection, event) -> onEvent(event));
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
            trouble = ": " + error;
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
