package dev.backupwatch.ops;

import dev.backupwatch.stream.StreamConfig;
import dev.backupwatch.stream.Subscribers;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Ends the streams before the service stops, while it still answers: their readers are told to come back, not cut off. */
@Singleton
class Drain {

    private static final Logger LOG = Logger.getLogger(Drain.class);
    /** For the last ones to be told. */
    private static final Duration ROOM = Duration.ofMillis(250);

    private final Subscribers subscribers;
    private final StreamConfig config;

    @Inject
    Drain(Subscribers subscribers, StreamConfig config) {
        this.subscribers = subscribers;
        this.config = config;
    }

    /** Blocks until the streams have ended, at most a little longer than they were given. */
    void beforeTheStop(@Observes ShutdownDelayInitiatedEvent stopping) throws InterruptedException {
        LOG.infof("%d streams are ended within %s", subscribers.count(), config.drain());
        Duration most = config.drain().plus(ROOM);
        try {
            subscribers.drain(config.drain()).toCompletableFuture().get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            LOG.warnf("%d streams had not ended and are cut off", subscribers.count());
        } catch (ExecutionException bug) {
            LOG.error("the streams could not be ended in order", bug);
        }
    }
}
