package dev.backupwatch.diff;

import java.util.List;

/**
 * A history before it happens. Each step does nothing where what it needs is not there, so any part of a plan is one too.
 *
 * @param namesTenants whether the list of tenants may be read
 * @param mostHistoryRows how many rows of the history one poll may read
 */
record Plan(boolean namesTenants, int mostHistoryRows, List<Step> steps) {

    static final List<Long> TENANTS = List.of(1002L, 1004L, 1006L);

    Plan {
        steps = List.copyOf(steps);
    }

    Plan with(List<Step> others) {
        return new Plan(namesTenants, mostHistoryRows, others);
    }

    LifePolicy policy() {
        LifePolicy usual = LifePolicy.DEFAULT;
        return new LifePolicy(usual.history(), usual.lostAfter(), mostHistoryRows);
    }
}
