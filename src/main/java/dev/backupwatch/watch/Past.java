package dev.backupwatch.watch;

import dev.backupwatch.diff.RecentRuns;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.source.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Reads what tenants had done before they were watched, some of them at a time and beside the polls. What was read is held
 * until the next poll takes it in. Tenants that hold up the others are found by asking for fewer and fewer at once, and
 * asked last from then on.
 */
final class Past {

    private static final Logger LOG = Logger.getLogger(Past.class);
    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(1);

    private final Source source;
    /** Each failed when it was asked alone. */
    private final Set<TenantId> last = new LinkedHashSet<>();

    private List<RecentRuns> read = List.of();
    private boolean isReading;
    private int most = Source.MOST_TENANTS;
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
        List<TenantId> some = next(tenants);
        source.recentRuns(some).subscribe().with(runs -> keep(asked, runs), failure -> rest(some, now, failure));
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
        last.clear();
    }

    private List<TenantId> next(List<TenantId> tenants) {
        List<TenantId> willing =
                tenants.stream().filter(tenant -> !last.contains(tenant)).toList();
        if (willing.isEmpty()) {
            last.clear();
        }
        return (willing.isEmpty() ? tenants : willing).stream().limit(most).toList();
    }

    private synchronized void keep(long asked, List<RecentRuns> runs) {
        isReading = false;
        most = Math.min(Source.MOST_TENANTS, most * 2);
        read = asked == cluster ? List.copyOf(runs) : List.of();
    }

    private synchronized void rest(List<TenantId> asked, Instant since, Throwable failure) {
        isReading = false;
        notBefore = since.plus(AFTER_A_FAILURE);
        most = Math.max(1, asked.size() / 2);
        if (asked.size() == 1) {
            last.addAll(asked);
        }
        LOG.debugf("what %d tenants had done before cannot be read now: %s", asked.size(), failure.getMessage());
    }
}
