package dev.backupwatch.source;

import dev.backupwatch.diff.HistoryQuery;
import dev.backupwatch.diff.HistoryReading;
import dev.backupwatch.diff.LiveRows;
import dev.backupwatch.diff.PollPlan;
import dev.backupwatch.event.Row;
import java.util.List;

/** Asks of every view, and for no page of the history: what the first poll of a cluster asks. */
record WholeLook() implements PollPlan {

    @Override
    public boolean readsTasks(List<Row> jobs) {
        return true;
    }

    @Override
    public boolean probesHistory(LiveRows live) {
        return true;
    }

    @Override
    public List<HistoryQuery> historyQueries(LiveRows live, HistoryReading probe) {
        return List.of();
    }

    @Override
    public List<HistoryQuery> historyQueriesAgain(LiveRows live, HistoryReading read) {
        return List.of();
    }

    @Override
    public boolean doubts(LiveRows live) {
        return false;
    }

    @Override
    public boolean readsTenants(LiveRows live) {
        return true;
    }
}
