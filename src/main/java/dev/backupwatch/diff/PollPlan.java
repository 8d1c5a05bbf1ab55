package dev.backupwatch.diff;

import dev.backupwatch.event.Row;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a poll shall ask, decided as its answers come in. Answers are passed in the order in which they were read: the
 * live views first, then the history and never before, because a row moves from the one into the other.
 */
public interface PollPlan {

    /** How to group the tenants where they are not read at once. */
    interface Chunks {

        /**
         * @param tenants as just read; empty where they may not be read
         * @return groups of 1 to 50 tenants, read one after the other, each complete in itself
         */
        List<List<TenantId>> of(Map<TenantId, Tenant> tenants);
    }

    /** Present where the views could not be read at once for long. */
    default Optional<Chunks> chunks() {
        return Optional.empty();
    }

    /** Whether the task view is worth a statement, given the live jobs. */
    boolean readsTasks(List<Row> jobs);

    /** Whether the history is probed in this poll. */
    boolean probesHistory(LiveRows live);

    /**
     * The probe also counts what ended after that moment. Present where history from before the first look is to be told,
     * so that it is known how much of it is the silent baseline.
     */
    default Optional<Instant> tellsHistorySince(Instant databaseTime) {
        return Optional.empty();
    }

    /** What to read of the history, given the probe's counts. */
    List<HistoryQuery> historyQueries(LiveRows live, HistoryReading probe);

    /** What to read once more, and then whole, because the rows read do not add up to the counts. */
    List<HistoryQuery> historyQueriesAgain(LiveRows live, HistoryReading read);

    /**
     * Whether a number fell to 0, which may be the default of a column that a tenant lacks during an upgrade: then the
     * views' shape must be asked for once more in this poll, and where it is another one, nothing of this poll be used.
     */
    boolean doubts(LiveRows live);

    /** Whether the tenants' names and states are read in this poll, after all else. */
    boolean readsTenants(LiveRows live);
}
