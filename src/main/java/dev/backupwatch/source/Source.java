package dev.backupwatch.source;

import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.diff.PollPlan;
import io.smallrye.mutiny.Uni;

/** One cluster that can be polled. */
public interface Source extends AutoCloseable {

    /**
     * Reads what the plan asks for, on one connection, or on one for each group of tenants. Never fails: whatever goes wrong makes the outcome
     * {@link PollOutcome.Incomplete}. Not to be called again before the last poll is over.
     */
    Uni<PollOutcome> poll(PollPlan plan);

    /** Of the last poll, or of the one under way so far. */
    PollCost cost();

    @Override
    void close();
}
