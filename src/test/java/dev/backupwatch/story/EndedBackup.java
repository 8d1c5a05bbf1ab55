package dev.backupwatch.story;

import dev.backupwatch.event.Cell;
import dev.backupwatch.event.ColumnChange;
import dev.backupwatch.event.Columns;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.LostReason;
import dev.backupwatch.event.Observed;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.RowVerb;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job with its type, and with its end once it is over.
 *
 * @param type its BACKUP_TYPE
 * @param end its END_TIMESTAMP, by the cluster's clock; absent while it runs, and in a row that was lost
 */
public record EndedBackup(
        Backup backup, String type, @Nullable Instant end) {

    private static final Columns OF_A_JOB =
            Columns.of("TENANT_ID", "JOB_ID", "BACKUP_TYPE", "START_TIMESTAMP", "END_TIMESTAMP", "STATUS", "COMMENT");

    private static final Columns OF_A_TASK =
            Columns.of("TENANT_ID", "TASK_ID", "JOB_ID", "START_TIMESTAMP", "END_TIMESTAMP", "STATUS");

    public RowEvent started() {
        return new RowEvent(RowVerb.STARTED, backup.identity(), row("DOING"), List.of(), Observed.LIVE, null);
    }

    public RowEvent completed() {
        return ended(RowVerb.COMPLETED);
    }

    public RowEvent failed() {
        return ended(RowVerb.FAILED);
    }

    public RowEvent canceled() {
        return ended(RowVerb.CANCELED);
    }

    public RowEvent lost() {
        return new RowEvent(
                RowVerb.LOST, backup.identity(), row("DOING"), List.of(), Observed.LIVE, LostReason.VANISHED);
    }

    public RowEvent taskCompleted(long task) {
        Cell ending = end == null ? Cell.NOTHING : Cell.of(end);
        var row = new Row(
                OF_A_TASK,
                List.of(
                        Cell.of(backup.tenant()),
                        Cell.of(task),
                        Cell.of(backup.job()),
                        Cell.of(ManualClock.START),
                        ending,
                        Cell.of("COMPLETED")));
        return new RowEvent(RowVerb.COMPLETED, backup.task(task), row, List.of(), Observed.HISTORY, null);
    }

    /** What changed says the end in other words too, and before the row does. */
    private RowEvent ended(RowVerb verb) {
        Identity identity = backup.identity();
        Row before = new EndedBackup(backup, "OTHER", ManualClock.START).row("DOING");
        Row after = row(verb.name());
        return new RowEvent(verb, identity, after, ColumnChange.between(before, after), Observed.HISTORY, null);
    }

    private Row row(String status) {
        return new Row(
                OF_A_JOB,
                List.of(
                        Cell.of(backup.tenant()),
                        Cell.of(backup.job()),
                        Cell.of(type),
                        Cell.of(ManualClock.START),
                        end == null ? Cell.NOTHING : Cell.of(end),
                        Cell.of(status),
                        Cell.of("\"row\": {\"BACKUP_TYPE\": \"INC\"}")));
    }
}
