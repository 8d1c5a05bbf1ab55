package dev.backupwatch.watch;

import dev.backupwatch.diff.RecentRuns;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.source.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Reads what tenants had done before they were watched, some of them at a time and beside the polls. What was read is held
 * until the next poll takes it in.
 */
final class Past {

    private static final Logger LOG = Logger.getLogger(Past.class);

    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(1);

    private final Source source;
    private List<RecentRuns> read = List.of();
    private boolean isReading;
    private Instant notBefore = Instant.MIN;
    /** Counted up where what is being read is of another cluster. */
    private long cluster;

    Past(Source source) {
        this.source = source;
    }

    /** Begins to read of the first of them, unless it reads, or failed just now. */
    synchronized void read(List<TenantId> tenants, Instant now) {
        if (tenants.isEmpty() || isReading || now.isBefore(notBefore)) {
            return;
        }
        isReading = true;
        long asked = cluster;
        List<TenantId> some = List.copyOf(tenants.subList(0, Math.min(Source.MOST_TENANTS, tenants.size())));
        source.recentRuns(some).subscribe().with(runs -> keep(asked, runs), failure -> rest(now, failure));
    }

    /** What was read since; it is the caller's then. */
    synchronized List<RecentRuns> takeRead() {
        List<RecentRuns> taken = read;
        read = List.of();
        return taken;
    }

    /** Another cluster answers now. */
    synchronized void forget() {
        cluster++;
        read = List.of();
    }

    private synchronized void keep(long asked, List<RecentRuns> runs) {
        isReading = false;
        read = asked == cluster ? new ArrayList<>(runs) : List.of();
    }

    private synchronized void rest(Instant since, Throwable failure) {
        isReading = false;
        notBefore = since.plus(AFTER_A_FAILURE);
        LOG.debugf("what tenants had done before cannot be read now: %s", failure.getMessage());
    }
}
