package dev.backupwatch.source;

import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.diff.PollPlan;
import dev.backupwatch.diff.RecentRuns;
import dev.backupwatch.event.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** One cluster that can be polled. */
public interface Source extends AutoCloseable {

    /** Of so many tenants {@link #recentRuns} may be asked at once. */
    int MOST_TENANTS = 50;

    /**
     * Reads what the plan asks for, on one connection, or on one for each group of tenants. Never fails: whatever goes wrong makes the outcome
     * {@link PollOutcome.Incomplete}. Not to be called again before the last poll is over.
     */
    Uni<PollOutcome> poll(PollPlan plan);

    /**
     * Reads the last runs of these tenants from the history: what a poll need not know, so that it is over soon. One for each
     * tenant, in their order, also for one without any. On a connection of its own: it takes nothing from a poll that is under
     * way meanwhile, nor counts among its cost. Fails, with a message that says what to do, if anything could not be
     * read; then nothing is known, and may be asked for again later.
     *
     * @throws IllegalArgumentException if there are more than {@value #MOST_TENANTS} tenants
     */
    Uni<List<RecentRuns>> recentRuns(List<TenantId> tenants);

    /** Of the last poll, or of the one under way so far. */
    PollCost cost();

    @Override
    void close();
}
