package dev.backupwatch.watch;

import dev.backupwatch.event.Cell;
import dev.backupwatch.event.Columns;
import dev.backupwatch.event.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Rows as wide as the newest version's. Each is made anew, as each poll's are. */
final class FleetRows {

    static final Columns JOB = Columns.of(
            ("TENANT_ID JOB_ID INCARNATION BACKUP_SET_ID INITIATOR_TENANT_ID INITIATOR_JOB_ID EXECUTOR_TENANT_ID"
                            + " PLUS_ARCHIVELOG BACKUP_TYPE JOB_LEVEL ENCRYPTION_MODE START_TIMESTAMP END_TIMESTAMP STATUS RESULT"
                            + " COMMENT DESCRIPTION PATH")
                    .split(" "));

    static final Columns TASK = Columns.of(
            ("TENANT_ID TASK_ID JOB_ID INCARNATION BACKUP_SET_ID START_TIMESTAMP END_TIMESTAMP STATUS START_SCN END_SCN"
                            + " USER_LS_START_SCN ENCRYPTION_MODE INPUT_BYTES OUTPUT_BYTES OUTPUT_RATE_BYTES EXTRA_META_BYTES"
                            + " TABLET_COUNT FINISH_TABLET_COUNT MACRO_BLOCK_COUNT FINISH_MACRO_BLOCK_COUNT FILE_COUNT"
                            + " META_TURN_ID DATA_TURN_ID RESULT COMMENT PATH MINOR_TURN_ID MAJOR_TURN_ID DATA_PROGRESS"
                            + " LOG_FILE_COUNT FINISH_LOG_FILE_COUNT LOG_PROGRESS")
                    .split(" "));

    private static final List<String> TURNS =
            List.of("BACKUP_META", "BACKUP_DATA_MINOR", "BACKUP_DATA_MAJOR", "BACKUP_LOG");

    private static final String COMMENT = "(SERVER)addr: \"10.0.0.%d:2882\", tablets of turn %d are on their way";

    private FleetRows() {}

    static Row job(long tenant, long job, Instant start) {
        return row(
                JOB,
                Map.of(
                        "TENANT_ID", Cell.of(tenant),
                        "JOB_ID", Cell.of(job),
                        "INITIATOR_TENANT_ID", Cell.of(tenant),
                        "START_TIMESTAMP", Cell.of(start),
                        "END_TIMESTAMP", Cell.NOTHING,
                        "STATUS", Cell.of("DOING"),
                        "PATH", Cell.of("nfs://10.0.0.1/backup/of/tenant/" + tenant)));
    }

    static Row task(long tenant, long task, long job, Instant start) {
        return row(
                TASK,
                Map.of(
                        "TENANT_ID", Cell.of(tenant),
                        "TASK_ID", Cell.of(task),
                        "JOB_ID", Cell.of(job),
                        "START_TIMESTAMP", Cell.of(start),
                        "END_TIMESTAMP", Cell.NOTHING,
                        "STATUS", Cell.of("BACKUP_DATA_MAJOR"),
                        "START_SCN", Cell.of("1664000000000000000"),
                        "DATA_PROGRESS", Cell.of("0.00"),
                        "PATH", Cell.of("nfs://10.0.0.1/backup/of/tenant/" + tenant)));
    }

    /** The same task some counts later. */
    static Row progressed(Row task) {
        return with(
                task,
                Map.of(
                        "INPUT_BYTES", Cell.of(73400320),
                        "OUTPUT_BYTES", Cell.of(41943040),
                        "FINISH_TABLET_COUNT", Cell.of(42),
                        "FINISH_MACRO_BLOCK_COUNT", Cell.of(420),
                        "DATA_PROGRESS", Cell.of("42.00")));
    }

    /** No two tasks count alike, and now and then one begins another turn. */
    static Row progressedTo(Row task, int poll) {
        long count = poll * (1 + task.number("TENANT_ID") % 7 + task.number("TASK_ID") % 3);
        return with(
                task,
                Map.ofEntries(
                        Map.entry("COMMENT", Cell.of(COMMENT.formatted(1 + count % 9, count))),
                        Map.entry("STATUS", Cell.of(TURNS.get((int) (count / 40 % TURNS.size())))),
                        Map.entry("INPUT_BYTES", Cell.of(count * 73_400_320)),
                        Map.entry("OUTPUT_BYTES", Cell.of(count * 41_943_040)),
                        Map.entry("OUTPUT_RATE_BYTES", Cell.of(41_943_040 + count % 1_000)),
                        Map.entry("TABLET_COUNT", Cell.of(1_000_000)),
                        Map.entry("FINISH_TABLET_COUNT", Cell.of(count * 42)),
                        Map.entry("MACRO_BLOCK_COUNT", Cell.of(10_000_000)),
                        Map.entry("FINISH_MACRO_BLOCK_COUNT", Cell.of(count * 420)),
                        Map.entry("FILE_COUNT", Cell.of(count * 3)),
                        Map.entry("DATA_TURN_ID", Cell.of(count / 40)),
                        Map.entry("DATA_PROGRESS", Cell.of("%d.%02d".formatted(count % 100, count % 97)))));
    }

    static Row ended(Row row, Instant end) {
        return with(row, Map.of("STATUS", Cell.of("COMPLETED"), "END_TIMESTAMP", Cell.of(end)));
    }

    private static Row row(Columns columns, Map<String, Cell> cells) {
        Cell[] all = new Cell[columns.names().size()];
        Arrays.setAll(all, i -> cells.getOrDefault(columns.names().get(i), Cell.of(0)));
        return new Row(columns, List.of(all));
    }

    private static Row with(Row row, Map<String, Cell> cells) {
        Cell[] all = new Cell[row.cells().size()];
        Arrays.setAll(
                all,
                i -> cells.getOrDefault(
                        row.columns().names().get(i), row.cells().get(i)));
        return new Row(row.columns(), List.of(all));
    }
}
