package dev.backupwatch.ops;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.eventlog.Attested;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LogState;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What the log's newest state comes to, worked out once for as long as that state holds. */
final class NewestBackups {

    private static final Logger LOG = Logger.getLogger(NewestBackups.class);
    /** Prometheus gives up on a scrape after ten seconds, and would then have nothing at all. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final EventLogReader log;
    private final Duration patience;
    private final AtomicReference<@Nullable Known> known = new AtomicReference<>();

    private record Known(Epoch epoch, long revision, Map<ClusterName, Map<TenantId, TenantBackups>> backups) {

        boolean isStill(Attested attested) {
            return attested.epoch().equals(epoch) && attested.revision() == revision;
        }
    }

    NewestBackups(EventLogReader log) {
        this(log, PATIENCE);
    }

    NewestBackups(EventLogReader log, Duration patience) {
        this.log = log;
        this.patience = patience;
    }

    /** Blocks while the log is read, for some seconds at most. Empty where it cannot be, or not that soon. */
    Optional<Map<ClusterName, Map<TenantId, TenantBackups>>> now() {
        // Before the state is read: what comes in between is noticed the next time.
        Attested attested = log.attested();
        Known last = known.get();
        if (last != null && last.isStill(attested)) {
            return Optional.of(last.backups());
        }
        CompletableFuture<LogState> reading =
                Uni.createFrom().deferred(log::state).subscribeAsCompletionStage();
        try {
            LogState state = reading.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            var read = new Known(attested.epoch(), attested.revision(), TenantBackups.in(state));
            known.set(read);
            return Optional.of(read.backups());
        } catch (ExecutionException | TimeoutException unreadable) {
            LOG.debug("the log cannot be read, so there are no metrics of backups", unreadable);
            reading.cancel(true);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
            LOG.error("the state could not be turned into metrics", bug);
        }
        return Optional.empty();
    }
}
