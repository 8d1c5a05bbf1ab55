package dev.backupwatch.source;

import java.util.concurrent.atomic.LongAdder;

/** Counts what one poll costs, over all its sessions. */
final class PollTally {

    private final LongAdder statements = new LongAdder();
    private final LongAdder rows = new LongAdder();

    void sent() {
        statements.increment();
    }

    void received(int count) {
        rows.add(count);
    }

    PollCost sum() {
        return new PollCost(statements.sum(), rows.sum());
    }
}
