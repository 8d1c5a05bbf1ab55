package dev.backupwatch.insight;

import static dev.backupwatch.insight.Points.second;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Cell;
import dev.backupwatch.event.Columns;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.Work;
import dev.backupwatch.event.Work.Basis;
import dev.backupwatch.event.Work.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskWorkTest {

    private static final Map<String, Long> HALF_OF_THE_BLOCKS =
            Map.of("MACRO_BLOCK_COUNT", 200L, "FINISH_MACRO_BLOCK_COUNT", 100L, "OUTPUT_BYTES", 4096L);

    private static final Map<String, Long> A_THIRD_OF_THE_LOGS =
            Map.of("LOG_FILE_COUNT", 9L, "FINISH_LOG_FILE_COUNT", 3L, "OUTPUT_BYTES", 4096L);

    @Test
    void whileLogsAreWrittenTheirFilesAreTheMeasure() {
        assertThat(work(row("BACKUP_LOG", A_THIRD_OF_THE_LOGS, "")))
                .isEqualTo(new Work(Unit.LOG_FILES, 3, 9L, 33.33, Basis.COUNTED, null));
    }

    @Test
    void theViewsOwnPercentageOfLogsIsTaken() {
        Row task = InsightRows.with(row("BACKUP_LOG", A_THIRD_OF_THE_LOGS, "12.34"), "LOG_PROGRESS", Cell.of("56.78"));
        assertThat(percent(task)).isEqualTo(56.78);
    }

    @Test
    void inOtherStagesLogsAreNotTheMeasure() {
        Work work = Objects.requireNonNull(work(row("BACKUP_DATA_MAJOR", A_THIRD_OF_THE_LOGS, "")));
        assertThat(work.unit()).isEqualTo(Unit.BYTES);
    }

    @Test
    void aLogStageWithoutFilesIsMeasuredByItsData() {
        Work work = Objects.requireNonNull(work(row("BACKUP_LOG", HALF_OF_THE_BLOCKS, "")));
        assertThat(work.unit()).isEqualTo(Unit.MACRO_BLOCKS);
    }

    @ParameterizedTest
    @CsvSource({"12.34,12.34", "0.00,0", "100.00,100", "117.2,100", "-3,0", "soon,50"})
    void theViewsOwnPercentageIsTakenWhereItIsOne(String shown, double percent) {
        assertThat(percent(row("BACKUP_DATA_MAJOR", HALF_OF_THE_BLOCKS, shown))).isEqualTo(percent);
    }

    @Test
    void allOfItIsAHundredPercentAndMoreIsNot() {
        assertThat(percentOfBlocks(200, 200)).isEqualTo(100.0);
        assertThat(percentOfBlocks(201, 200)).isEqualTo(99.99);
    }

    @Test
    void beforeAnythingIsWrittenNothingIsSaid() {
        assertThat(work(row("BACKUP_SYS_META", Map.of(), ""))).isNull();
    }

    @Test
    void bytesHaveATotalOnlyWhereAnEarlierRunHadSome() {
        assertThat(bytes(100, null)).isEqualTo(new Work(Unit.BYTES, 100, null, null, Basis.COUNTED, null));
        assertThat(bytes(100, 0L)).isEqualTo(new Work(Unit.BYTES, 100, null, null, Basis.COUNTED, null));
        assertThat(bytes(100, 100L)).isEqualTo(new Work(Unit.BYTES, 100, 100L, 100.0, Basis.PREVIOUS, null));
        assertThat(bytes(101, 100L)).isEqualTo(new Work(Unit.BYTES, 101, 100L, null, Basis.PREVIOUS, null));
    }

    @Test
    void totalsAreRealOnceLessWasSeenFinished() {
        Totals same = Totals.of(second(0), blocks(100, 100));
        assertThat(same).isEqualTo(new Totals(100, false, second(0), 0));
        assertThat(same.on(second(1), blocks(150, 150)).areReal()).isFalse();
        Totals real = same.on(second(1), blocks(100, 200));
        assertThat(real).isEqualTo(new Totals(200, true, second(1), 0));
        assertThat(real.on(second(2), blocks(200, 200)))
                .as("they stay so")
                .isEqualTo(new Totals(200, true, second(1), 0));
    }

    @Test
    void aTotalIsRaisedWhenItGrowsAfterWorkOnItHasBegun() {
        var total = new Totals(100, true, second(0), 0);
        assertThat(total.on(second(5), blocks(1, 101))).isEqualTo(new Totals(101, true, second(5), 1));
        assertThat(total.on(second(5), blocks(0, 101)).raises()).isZero();
        assertThat(total.on(second(5), blocks(1, 100)).raises()).isZero();
        assertThat(total.on(second(5), blocks(1, 99)).raises()).isZero();
        assertThat(new Totals(0, true, second(0), 0)
                        .on(second(5), blocks(1, 101))
                        .raises())
                .isZero();
        assertThat(new Totals(100, false, second(0), 2)
                        .on(second(5), blocks(1, 101))
                        .raises())
                .isEqualTo(2);
    }

    private static double percentOfBlocks(long finished, long total) {
        var totals = new Totals(total, true, second(0), 0);
        return Objects.requireNonNull(Objects.requireNonNull(TaskWork.of(blocks(finished, total), totals, null))
                .percent());
    }

    private static Row blocks(long finished, long total) {
        return row("BACKUP_DATA_MAJOR", Map.of("FINISH_MACRO_BLOCK_COUNT", finished, "MACRO_BLOCK_COUNT", total), "");
    }

    private static @Nullable Work bytes(long written, @Nullable Long previous) {
        Row task = row("BACKUP_DATA_MAJOR", Map.of("OUTPUT_BYTES", written), "");
        return TaskWork.of(task, Totals.of(second(0), task), previous);
    }

    private static double percent(Row task) {
        return Objects.requireNonNull(Objects.requireNonNull(work(task)).percent());
    }

    private static @Nullable Work work(Row task) {
        return TaskWork.of(task, Totals.of(second(0), task), null);
    }

    private static Row row(String status, Map<String, Long> counters, String dataProgress) {
        List<String> names = new ArrayList<>(List.of("STATUS", "DATA_PROGRESS", "LOG_PROGRESS"));
        List<Cell> cells = new ArrayList<>(List.of(Cell.of(status), Cell.of(dataProgress), Cell.of("")));
        new TreeMap<>(counters).forEach((name, value) -> {
            names.add(name);
            cells.add(Cell.of(value));
        });
        return new Row(Columns.of(names.toArray(String[]::new)), cells);
    }
}
