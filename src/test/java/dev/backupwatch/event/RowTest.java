package dev.backupwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {

    private static final Instant START = Instant.parse("2026-11-23T04:00:00Z");
    private static final Columns COLUMNS =
            Columns.of("TENANT_ID", "JOB_ID", "STATUS", "START_TIMESTAMP", "END_TIMESTAMP", "OUTPUT_BYTES");
    private static final Row ROW = row("INIT", Cell.of(10));

    @Test
    void aColumnThatThisVersionLacksIsAbsentAndNeverZero() {
        assertThat(ROW.cell("LOG_FILE_COUNT")).isEmpty();
        assertThat(ROW.numberOr("LOG_FILE_COUNT", -1)).isEqualTo(-1);
        assertThatThrownBy(() -> ROW.number("LOG_FILE_COUNT")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatHasNotEndedHasNoEndingTime() {
        assertThat(ROW.timeIfAny("END_TIMESTAMP")).isEmpty();
        assertThat(ROW.time("START_TIMESTAMP")).isEqualTo(START);
        assertThatThrownBy(() -> ROW.time("END_TIMESTAMP")).isInstanceOf(IllegalArgumentException.class);
        assertThat(ROW.text("END_TIMESTAMP")).isEmpty();
        assertThat(ROW.status()).isEqualTo("INIT");
    }

    @Test
    void aRowHasACellForEachColumnAndNoColumnTwice() {
        assertThatThrownBy(() -> new Row(COLUMNS, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Columns.of("A", "A")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLifeIsAKeyAndItsStart() {
        assertThat(Life.of(RowKind.JOB, ROW)).isEqualTo(new Life(RowKey.job(new TenantId(1002), 7), START));
        assertThatThrownBy(() -> Life.of(RowKind.TASK, ROW)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void changesStandInTheOrderOfTheColumnsWithASignedDeltaForIntegers() {
        List<ColumnChange> changes = ColumnChange.between(ROW, row("DOING", Cell.of(4)));

        assertThat(changes)
                .containsExactly(
                        new ColumnChange("STATUS", Cell.of("INIT"), Cell.of("DOING")),
                        new ColumnChange("OUTPUT_BYTES", Cell.of(10), Cell.of(4)));
        assertThat(changes.get(0).delta()).isEmpty();
        assertThat(changes.get(1).delta()).hasValue(-6);
    }

    @Test
    void aNumberThatWasNothingBeforeHasNoDelta() {
        assertThat(new ColumnChange("OUTPUT_BYTES", Cell.NOTHING, Cell.of(4)).delta())
                .isEmpty();
        assertThat(new ColumnChange("END_SCN", Cell.of("0"), Cell.of("5")).delta())
                .isEmpty();
    }

    @Test
    void aColumnThatComesOrGoesIsNoChange() {
        Row narrow = new Row(Columns.of("TENANT_ID", "STATUS"), List.of(Cell.of(1002), Cell.of("INIT")));

        assertThat(ColumnChange.between(narrow, ROW)).isEmpty();
        assertThat(ColumnChange.between(ROW, narrow)).isEmpty();
        assertThat(ColumnChange.between(narrow, row("DOING", Cell.of(1))))
                .extracting(ColumnChange::column)
                .containsExactly("STATUS");
    }

    @Test
    void onlyTheTenantsJobOfAClusterJobHasAParent() {
        assertThat(JobKey.parentOf(initiated(1002, 1, 3))).contains(new JobKey(TenantId.SYS, 3));
        assertThat(JobKey.parentOf(initiated(1, 1, 3)))
                .as("a cluster job names itself")
                .isEmpty();
        assertThat(JobKey.parentOf(initiated(1002, 1002, 0)))
                .as("started in its own tenant")
                .isEmpty();
        assertThat(JobKey.parentOf(ROW)).as("without such columns").isEmpty();
    }

    private static Row initiated(long tenant, long initiator, long initiatorJob) {
        return new Row(
                Columns.of("TENANT_ID", "INITIATOR_TENANT_ID", "INITIATOR_JOB_ID"),
                List.of(Cell.of(tenant), Cell.of(initiator), Cell.of(initiatorJob)));
    }

    private static Row row(String status, Cell bytes) {
        return new Row(
                COLUMNS, List.of(Cell.of(1002), Cell.of(7), Cell.of(status), Cell.of(START), Cell.NOTHING, bytes));
    }
}
