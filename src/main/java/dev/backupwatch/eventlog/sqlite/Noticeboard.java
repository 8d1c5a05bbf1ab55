package dev.backupwatch.eventlog.sqlite;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.Attested;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.eventlog.SourceAttestation;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/** What the writer's thread tells all others: how far the log reaches, and what is vouched for there. Always both at once. */
final class Noticeboard {

    private static final Logger LOG = Logger.getLogger(Noticeboard.class);

    private record Notice(Optional<LogBounds> bounds, Attested attested) {}

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Notice notice = unopened(0);

    /** Empty as long as nobody has opened the log. */
    Optional<LogBounds> bounds() {
        return notice.bounds();
    }

    Attested attested() {
        return notice.attested();
    }

    Cancellable onAdvance(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** And another state, as far as is known. */
    void show(LogBounds bounds) {
        show(bounds, true, Set.of());
    }

    /**
     * @param isOtherState whether the state may be another than was shown
     * @param removed sources of which nothing is vouched for any more
     */
    void show(LogBounds bounds, boolean isOtherState, Set<ClusterName> removed) {
        Attested before = notice.attested();
        long revision = before.revision() + (isOtherState ? 1 : 0);
        var sources = new HashMap<>(before.sources());
        sources.keySet().removeAll(removed);
        notice = new Notice(Optional.of(bounds), new Attested(bounds.newestEpoch(), bounds.head(), revision, sources));
    }

    void show(SourceAttestation attestation) {
        Notice before = notice;
        var sources = new HashMap<>(before.attested().sources());
        sources.put(attestation.cluster(), attestation);
        notice = new Notice(
                before.bounds(),
                new Attested(
                        before.attested().epoch(),
                        before.attested().head(),
                        before.attested().revision(),
                        sources));
    }

    /** What was vouched for spoke of a log that is gone. */
    void clear() {
        notice = unopened(notice.attested().revision() + 1);
    }

    private static Notice unopened(long revision) {
        return new Notice(Optional.empty(), new Attested(Attested.UNOPENED, Sequence.NONE, revision, Map.of()));
    }

    void callListeners() {
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException failure) {
                // What is written is written: the writer must not take a reader's failure for its own.
                LOG.error("a listener of the log failed", failure);
            }
        }
    }
}
