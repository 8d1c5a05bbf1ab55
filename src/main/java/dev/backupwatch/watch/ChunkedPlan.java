package dev.backupwatch.watch;

import dev.backupwatch.diff.HistoryQuery;
import dev.backupwatch.diff.HistoryReading;
import dev.backupwatch.diff.LiveRows;
import dev.backupwatch.diff.PollPlan;
import dev.backupwatch.event.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asks of each group what the plan asks of all. */
record ChunkedPlan(PollPlan plan, Chunks grouping) implements PollPlan {

    @Override
    public Optional<Chunks> chunks() {
        return Optional.of(grouping);
    }

    @Override
    public boolean readsTasks(List<Row> jobs) {
        return plan.readsTasks(jobs);
    }

    @Override
    public boolean doubts(LiveRows live) {
        return plan.doubts(live);
    }

    @Override
    public boolean probesHistory(LiveRows live) {
        return plan.probesHistory(live);
    }

    @Override
    public Optional<Instant> tellsHistorySince(Instant databaseTime) {
        return plan.tellsHistorySince(databaseTime);
    }

    @Override
    public List<HistoryQuery> historyQueries(LiveRows live, HistoryReading probe) {
        return plan.historyQueries(live, probe);
    }

    @Override
    public List<HistoryQuery> historyQueriesAgain(LiveRows live, HistoryReading read) {
        return plan.historyQueriesAgain(live, read);
    }

    @Override
    public boolean readsTenants(LiveRows live) {
        return plan.readsTenants(live);
    }
}
