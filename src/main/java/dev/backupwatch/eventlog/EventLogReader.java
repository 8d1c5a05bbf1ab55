package dev.backupwatch.eventlog;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.Sequence;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.List;
import java.util.OptionalLong;

/** What subscribers may ask of the log. Nothing here can change it. */
public interface EventLogReader {

    /**
     * Events with a sequence greater than {@code after}, oldest first, at most {@code limit} of them. Starts later where
     * the next ones were removed: the caller compares the first sequence with its own.
     */
    Uni<List<LoggedEvent>> readAfter(Sequence after, int limit);

    /**
     * Events with a sequence less than {@code before}, newest first, at most {@code limit} of them. Those that were removed
     * are left out: the caller compares the first sequence with its own.
     */
    Uni<List<LoggedEvent>> readBefore(Sequence before, int limit);

    /**
     * Events that took a row out of the state ({@link EventType#isRemoval}) and have a sequence less than {@code before},
     * newest first, at most {@code limit} of them.
     */
    Uni<List<LoggedEvent>> removalsBefore(Sequence before, int limit);

    /** Those that took that job, one of its tasks, or a job whose parent it is, or its task; newest first. */
    Uni<List<LoggedEvent>> removalsOf(ClusterName cluster, JobKey job);

    /** Of what can be read here. Where the log is written elsewhere, that may lag behind it. */
    Uni<LogBounds> bounds();

    /**
     * Of all that the log holds by the time this is asked, once it can be read here. Fails where the log itself cannot be
     * asked, or this does not catch up with it within some seconds. The same as {@link #bounds} where the log is written here.
     */
    default Uni<LogBounds> newestBounds() {
        return bounds();
    }

    /** The state at the newest poll end, and what is vouched for there: one consistent cut. */
    Uni<LogState> state();

    Attested attested();

    /** How much it takes where it is kept here, in bytes; empty where that cannot be told just now. */
    default OptionalLong bytes() {
        return OptionalLong.empty();
    }

    /**
     * Calls the listener after each append and attestation, on the thread of the writer: it must return at once.
     *
     * @return ends the calls
     */
    Cancellable onAdvance(Runnable listener);
}
