package dev.backupwatch.insight;

import dev.backupwatch.event.Cell;
import dev.backupwatch.event.Columns;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Rows with the columns that insights are drawn from. */
final class InsightRows {

    private static final Columns JOB = Columns.of(
            "TENANT_ID",
            "JOB_ID",
            "INITIATOR_TENANT_ID",
            "INITIATOR_JOB_ID",
            "EXECUTOR_TENANT_ID",
            "BACKUP_TYPE",
            "START_TIMESTAMP",
            "END_TIMESTAMP",
            "STATUS",
            "RESULT",
            "COMMENT");

    static final Columns TASK = Columns.of(
            "TENANT_ID",
            "TASK_ID",
            "JOB_ID",
            "START_TIMESTAMP",
            "END_TIMESTAMP",
            "STATUS",
            "INPUT_BYTES",
            "OUTPUT_BYTES",
            "TABLET_COUNT",
            "FINISH_TABLET_COUNT",
            "MACRO_BLOCK_COUNT",
            "FINISH_MACRO_BLOCK_COUNT",
            "RESULT",
            "COMMENT");

    private InsightRows() {}

    /** One that was started inside its tenant. */
    static Row job(JobKey job, String type, Instant start) {
        return new Row(
                JOB,
                List.of(
                        Cell.of(job.tenant().value()),
                        Cell.of(job.job()),
                        Cell.of(job.tenant().value()),
                        Cell.of(0),
                        Cell.of(Long.toString(job.tenant().value())),
                        Cell.of(type),
                        Cell.of(start),
                        Cell.NOTHING,
                        Cell.of("DOING"),
                        Cell.of(0),
                        Cell.of("")));
    }

    /** With the number of its job. */
    static Row task(long tenant, long job, Instant start) {
        List<Cell> cells = new ArrayList<>(
                List.of(Cell.of(tenant), Cell.of(job), Cell.of(job), Cell.of(start), Cell.NOTHING, Cell.of("INIT")));
        for (int i = cells.size(); i < TASK.names().size() - 1; i++) {
            cells.add(Cell.of(0));
        }
        cells.add(Cell.of(""));
        return new Row(TASK, cells);
    }

    static Row with(Row row, String column, Cell cell) {
        List<Cell> cells = new ArrayList<>(row.cells());
        cells.set(row.columns().position(column).orElseThrow(), cell);
        return new Row(row.columns(), cells);
    }
}
