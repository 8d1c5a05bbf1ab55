package dev.backupwatch.eventlog.jetstream;

import dev.backupwatch.eventlog.sqlite.LogCopy;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Reads the stream into the copy, on a thread of its own, as long as the process lives. Whenever the connection changes or
 * something is missing, it holds the copy against the stream again and reads on from there.
 */
final class Follower implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Follower.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private static final Duration WAIT = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final long MOST_PENDING = 64L * 1024;

    private final NatsLink link;
    private final Stores stores;
    private final JetStreamSettings settings;
    private final Alignment alignment;
    private final LogCopy copy;
    private final Reach reach;
    private final Health health;
    private final Runnable whenMoved;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /** What a follower works with. */
    record Place(NatsLink link, Stores stores, JetStreamSettings settings, Alignment alignment) {}

    /** @param whenMoved called on its thread whenever more was read */
    Follower(Place place, LogCopy copy, Reach reach, Health health, Runnable whenMoved) {
        this.link = place.link();
        this.stores = place.stores();
        this.settings = place.settings();
        this.alignment = place.alignment();
        this.copy = copy;
        this.reach = reach;
        this.health = health;
        this.whenMoved = whenMoved;
        this.thread = new Thread(this::run, "backupwatch-log-follower");
        thread.setDaemon(true);
    }

    void open() {
        thread.start();
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        boolean mustBeginAnew = false;
        try {
            while (closed.getCount() > 0) {
                try {
                    follow(mustBeginAnew);
                    mustBeginAnew = false;
                } catch (DivergedException diverged) {
                    LOG.warnf("the log in NATS is read anew: %s", diverged.getMessage());
                    mustBeginAnew = true;
                } catch (IOException | JetStreamApiException | RuntimeException failure) {
                    health.troubled(failure);
                    if (closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                        return;
                    }
                }
            }
        } catch (InterruptedException ended) {
            // It was closed.
        }
    }

    private void follow(boolean mustBeginAnew)
            throws IOException, JetStreamApiException, InterruptedException, DivergedException {
        long agreed = link.changes();
        Connection connection = link.connection();
        stores.makeOrCheck();
        Alignment.Start start = mustBeginAnew ? alignment.beginAnew() : alignment.align();
        var intake = new Intake(copy, reach, start);
        JetStreamSubscription subscription =
                connection.jetStream(NatsLink.requests()).subscribe(null, from(start));
        try {
            health.well();
            while (closed.getCount() > 0 && link.changes() == agreed) {
                take(subscription, intake);
            }
        } finally {
            end(connection, subscription);
        }
    }

    /** All that has come, or nothing for a little while. */
    private void take(JetStreamSubscription subscription, Intake intake)
            throws IOException, InterruptedException, DivergedException {
        Message message = subscription.nextMessage(WAIT);
        while (message != null) {
            long position = message.metaData().streamSequence();
            if (position > intake.reached() + 1) {
                throw new IOException("positions are missing after %d".formatted(intake.reached()));
            }
            if (position > intake.reached()) {
                intake.add(position, Chunk.read(message.getHeaders(), message.getData()));
            }
            message = subscription.nextMessage(null);
        }
        intake.flush();
        whenMoved.run();
    }

    private PushSubscribeOptions from(Alignment.Start start) {
        var consumer = ConsumerConfiguration.builder()
                .deliverPolicy(DeliverPolicy.ByStartSequence)
                .startSequence(start.position() + 1)
                .ackPolicy(AckPolicy.None)
                .flowControl(HEARTBEAT)
                .memStorage(true)
                .numReplicas(1)
                .build();
        return PushSubscribeOptions.builder().stream(settings.name())
                .configuration(consumer)
                .pendingMessageLimit(MOST_PENDING)
                .pendingByteLimit(-1)
                .build();
    }

    private static void end(Connection connection, JetStreamSubscription subscription) {
        try {
            if (connection.getStatus() == Connection.Status.CONNECTED) {
                subscription.unsubscribe();
            }
        } catch (RuntimeException gone) {
            LOG.debug("a subscription could not be ended", gone);
        }
    }
}
