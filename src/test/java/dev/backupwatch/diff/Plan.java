package dev.backupwatch.diff;

import java.time.Duration;
import java.util.List;

/**
 * A history before it happens. Each step does nothing where what it needs is not there, so any part of a plan is one too.
 *
 * @param namesTenants whether the list of tenants may be read
 * @param mostHistoryRows how many rows of the history one poll may read
 * @param backfill how far back the first look tells
 */
record Plan(boolean namesTenants, int mostHistoryRows, Duration backfill, List<Step> steps) {

    static final List<Long> TENANTS = List.of(1002L, 1004L, 1006L);

    Plan {
        steps = List.copyOf(steps);
    }

    Plan with(List<Step> others) {
        return new Plan(namesTenants, mostHistoryRows, backfill, others);
    }

    LifePolicy policy() {
        return LifePolicy.DEFAULT.backfilling(backfill).reading(mostHistoryRows);
    }
}
