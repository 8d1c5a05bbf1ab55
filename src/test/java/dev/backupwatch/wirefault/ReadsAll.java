package dev.backupwatch.wirefault;

import dev.backupwatch.diff.HistoryCount;
import dev.backupwatch.diff.HistoryQuery;
import dev.backupwatch.diff.HistoryQuery.AboveId;
import dev.backupwatch.diff.HistoryQuery.InTimeOrder;
import dev.backupwatch.diff.HistoryQuery.Stretch;
import dev.backupwatch.diff.HistoryReading;
import dev.backupwatch.diff.LiveRows;
import dev.backupwatch.diff.PollPlan;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import java.util.ArrayList;
import java.util.List;

/** Asks every question that a poll can ask, the whole history included: jobs by id, tasks by time. */
record ReadsAll() implements PollPlan {

    private static final Stretch UP_TO_THE_END = new Stretch(null, BackupRows.END);

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
        List<HistoryQuery> queries = new ArrayList<>();
        List<TenantId> withJobs = tenants(RowKind.JOB, probe);
        if (!withJobs.isEmpty()) {
            queries.add(new AboveId(RowKind.JOB, withJobs, 0));
        }
        List<TenantId> withTasks = tenants(RowKind.TASK, probe);
        if (!withTasks.isEmpty()) {
            queries.add(new InTimeOrder(RowKind.TASK, withTasks, UP_TO_THE_END, 500));
        }
        return queries;
    }

    @Override
    public boolean doubts(LiveRows live) {
        return false;
    }

    private static List<TenantId> tenants(RowKind kind, HistoryReading probe) {
        return probe.counts().getOrDefault(kind, List.of()).stream()
                .map(HistoryCount::tenant)
                .toList();
    }

    @Override
    public List<HistoryQuery> historyQueriesAgain(LiveRows live, HistoryReading read) {
        return List.of();
    }

    @Override
    public boolean readsTenants(LiveRows live) {
        return true;
    }
}
