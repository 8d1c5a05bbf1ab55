package dev.backupwatch.diff;

import dev.backupwatch.event.Cell;
import dev.backupwatch.event.Columns;
import dev.backupwatch.event.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Rows as the views show them, with the columns that matter to a life. */
final class BackupRows {

    static final Columns JOB_COLUMNS = Columns.of(
            "TENANT_ID",
            "JOB_ID",
            "INITIATOR_TENANT_ID",
            "INITIATOR_JOB_ID",
            "BACKUP_TYPE",
            "START_TIMESTAMP",
            "END_TIMESTAMP",
            "STATUS",
            "RESULT",
            "COMMENT");

    static final Columns TASK_COLUMNS = Columns.of(
            "TENANT_ID",
            "TASK_ID",
            "JOB_ID",
            "START_TIMESTAMP",
            "END_TIMESTAMP",
            "STATUS",
            "END_SCN",
            "OUTPUT_BYTES",
            "MACRO_BLOCK_COUNT",
            "FINISH_MACRO_BLOCK_COUNT",
            "RESULT",
            "COMMENT");

    private BackupRows() {}

    static Row job(long tenant, long job, Instant start) {
        return job(tenant, job, start, tenant, 0);
    }

    static Row job(long tenant, long job, Instant start, long initiatorTenant, long initiatorJob) {
        return new Row(
                JOB_COLUMNS,
                List.of(
                        Cell.of(tenant),
                        Cell.of(job),
                        Cell.of(initiatorTenant),
                        Cell.of(initiatorJob),
                        Cell.of("FULL"),
                        Cell.of(start),
                        Cell.NOTHING,
                        Cell.of("INIT"),
                        Cell.of(0),
                        Cell.NOTHING));
    }

    /** A task's START_TIMESTAMP is a copy of its job's. */
    static Row task(long tenant, long task, long job, Instant start) {
        return new Row(
                TASK_COLUMNS,
                List.of(
                        Cell.of(tenant),
                        Cell.of(task),
                        Cell.of(job),
                        Cell.of(start),
                        Cell.NOTHING,
                        Cell.of("INIT"),
                        Cell.of("0"),
                        Cell.of(0),
                        Cell.of(0),
                        Cell.of(0),
                        Cell.of(0),
                        Cell.NOTHING));
    }

    static Row with(Row row, String column, Cell cell) {
        List<Cell> cells = new ArrayList<>(row.cells());
        cells.set(row.columns().position(column).orElseThrow(), cell);
        return new Row(row.columns(), cells);
    }

    /** The same row in a version that has one column more. */
    static Row widened(Row row, String column, Cell cell) {
        List<String> names = new ArrayList<>(row.columns().names());
        List<Cell> cells = new ArrayList<>(row.cells());
        names.add(column);
        cells.add(cell);
        return new Row(new Columns(names), cells);
    }

    static Row ended(Row row, String status, long result, Instant end) {
        return with(
                with(with(row, "STATUS", Cell.of(status)), "RESULT", Cell.of(result)), "END_TIMESTAMP", Cell.of(end));
    }
}
