package dev.backupwatch.diff;

import dev.backupwatch.event.ColumnChange;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.Life;
import dev.backupwatch.event.Observed;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import java.time.Instant;
import java.util.List;

/** Takes in the live rows of one poll, jobs before tasks: starts and changes. */
final class LiveStage {

    private final Transition transition;
    private final HistoryStage history;

    LiveStage(Transition transition, HistoryStage history) {
        this.transition = transition;
        this.history = history;
    }

    void takeIn(LiveRows live) {
        for (RowKind kind : RowKind.OF_VIEWS) {
            live.rows().forEach((key, row) -> {
                if (key.kind() == kind) {
                    takeIn(key, row);
                }
            });
        }
    }

    private void takeIn(RowKey key, Row row) {
        Life life = Life.of(key, row);
        if (history.isOver(life)) {
            return;
        }
        Told was = transition.told(key);
        if (was == null) {
            startIfItsJobIsKnown(life, row);
            return;
        }
        Row believed = transition.believed(was, row);
        List<ColumnChange> changes = ColumnChange.between(was.row(), believed);
        if (!changes.isEmpty()) {
            transition.change(was, believed, changes);
        } else if (was.absence() != null) {
            transition.miss(was, null);
        }
    }

    /** The two views have no common snapshot: a task may be seen before its job, and then waits. */
    private void startIfItsJobIsKnown(Life life, Row row) {
        if (life.key().kind() == RowKind.JOB || transition.knowsJobOf(row)) {
            transition.start(
                    transition.identity(life, row),
                    life,
                    row,
                    observed(life, JobKey.of(row).rowKey()));
        }
    }

    private Observed observed(Life life, RowKey job) {
        if (transition.lost(life) != null) {
            return Observed.RETURNED;
        }
        Instant first = transition.before.looks().first();
        if (first == null) {
            return Observed.FOUND;
        }
        // A task's START_TIMESTAMP is its job's, so under a job that was known already it says nothing of the task.
        boolean isUnderAKnownJob =
                life.key().kind() == RowKind.TASK && transition.before.told().containsKey(job);
        return life.start().isAfter(first) || isUnderAKnownJob ? Observed.LIVE : Observed.FOUND;
    }
}
