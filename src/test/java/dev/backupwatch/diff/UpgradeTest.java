package dev.backupwatch.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Cell;
import dev.backupwatch.event.ColumnChange;
import dev.backupwatch.event.Columns;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cluster is upgraded while it is watched: columns come and go, and a default of 0 shows where there was a value. */
class UpgradeTest {

    private static final RowKey TASK = ScriptedCluster.task(1002, 1);
    private static final String BYTES = "OUTPUT_BYTES";
    private static final String PROGRESSED = "backup/1002/1/tasks/1 progressed live";
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration NANOSECOND = Duration.ofNanos(1);

    private final Watching watching = new Watching();
    private final ScriptedCluster cluster = watching.cluster;

    @BeforeEach
    void aTaskRunsAndHasWritten400Bytes() {
        cluster.tenant(1002, "orders");
        assertThat(watching.told()).isEmpty();
        cluster.startJob(1002, 1);
        cluster.startTask(1002, 1, 1);
        bytes(400);
        cluster.setTask(1002, 1, "END_SCN", Cell.of("1763661600123456000"));
        assertThat(watching.told()).hasSize(2);
    }

    @Test
    void aColumnThatAppearsTellsNothing() {
        appear("NEW_COUNT", Cell.of(0));

        watching.quietFor(Duration.ofSeconds(70));
    }

    @Test
    void aColumnThatAppearedIsInTheRowThatTellsTheNextChange() {
        appear("NEW_COUNT", Cell.of(7));
        bytes(500);

        RowEvent event = watching.poll().only();
        assertThat(event.changed()).containsExactly(new ColumnChange(BYTES, Cell.of(400), Cell.of(500)));
        assertThat(event.row().cell("NEW_COUNT")).contains(Cell.of(7));
    }

    @Test
    void aColumnThatDisappearsTellsNothingAndIsNoLongerInTheNextRowTold() {
        cluster.live(RowKind.TASK).put(without(row(), "RESULT"));
        cluster.shape().taskColumns(row().columns());
        watching.quietFor(Duration.ofSeconds(70));
        bytes(500);

        RowEvent event = watching.poll().only();
        assertThat(event.changed()).hasSize(1);
        assertThat(event.row().cell("RESULT")).isEmpty();
    }

    @Test
    void aFallToZeroWithoutAChangeOfShapeIsToldInItsOwnPoll() {
        bytes(0);
        assertThat(watching.told()).containsExactly(PROGRESSED);
        cluster.setTask(1002, 1, "END_SCN", Cell.of("0"));
        assertThat(watching.told()).containsExactly("backup/1002/1/tasks/1 updated live");
    }

    @Test
    void aFallToZeroBesideAChangeOfShapeGivesThatPollUpAndIsNotToldLater() {
        appear("NEW_COUNT", Cell.of(0));
        bytes(0);
        cluster.setTask(1002, 1, "END_SCN", Cell.of("0"));

        watching.quietFor(LifePolicy.SETTLING);
        assertThat(known()).isEqualTo(Cell.of(400));
    }

    @Test
    void aVersionThatChangesAloneIsAChangeOfShapeToo() {
        cluster.shape().version("4.3.5.0");
        bytes(0);

        assertThat(watching.told()).isEmpty();
        assertThat(watching.told()).isEmpty();
        assertThat(known()).isEqualTo(Cell.of(400));
    }

    @Test
    void aValueThatIsBackTellsNothingUnlessItDiffers() {
        cluster.shape().version("4.3.5.0");
        bytes(0);
        assertThat(watching.told()).isEmpty();
        assertThat(watching.told()).isEmpty();
        bytes(400);
        assertThat(watching.told()).isEmpty();
        bytes(0);
        assertThat(watching.told()).isEmpty();
        bytes(410);

        assertThat(watching.poll().only().changed())
                .containsExactly(new ColumnChange(BYTES, Cell.of(400), Cell.of(410)));
    }

    @Test
    void whatElseChangesIsToldWhileAZeroIsDoubtedAndTheRowSaysTheLastThatIsKnown() {
        cluster.shape().version("4.3.5.0");
        bytes(0);
        assertThat(watching.told()).isEmpty();
        cluster.taskStatus(1002, 1, "BACKUP_DATA_MINOR");

        RowEvent event = watching.poll().only();
        assertThat(event.changed())
                .containsExactly(new ColumnChange("STATUS", Cell.of("INIT"), Cell.of("BACKUP_DATA_MINOR")));
        assertThat(event.row().cell(BYTES)).contains(Cell.of(400));
    }

    @Test
    void aFallToAnyOtherNumberIsToldAtOnceAlsoDuringAnUpgrade() {
        cluster.shape().version("4.3.5.0");
        bytes(1);

        assertThat(watching.poll().only().changed()).containsExactly(new ColumnChange(BYTES, Cell.of(400), Cell.of(1)));
    }

    @Test
    void aZeroThatStaysIsDoubtedUntilTheLastNanosecondOfTheSettlingTime() {
        noticeAnUpgrade();
        cluster.pass(LifePolicy.SETTLING.minus(SECOND).minus(NANOSECOND));

        assertThat(watching.told()).isEmpty();
    }

    @Test
    void aZeroThatStaysIsToldWhenTheSettlingTimeIsOver() {
        noticeAnUpgrade();
        cluster.pass(LifePolicy.SETTLING.minus(SECOND));

        assertThat(watching.poll().only().changed()).containsExactly(new ColumnChange(BYTES, Cell.of(400), Cell.of(0)));
    }

    @Test
    void anotherChangeOfShapeBeginsTheSettlingTimeAnew() {
        noticeAnUpgrade();
        cluster.pass(LifePolicy.SETTLING.minus(Duration.ofMinutes(2)));
        cluster.shape().version("4.4.0.0");
        assertThat(watching.told()).isEmpty();
        cluster.pass(LifePolicy.SETTLING.minus(SECOND).minus(NANOSECOND));

        assertThat(watching.told()).isEmpty();
    }

    @Test
    void aSecondUpgradeIsNoticedByTheFallThatItCausesAlsoRightAfterTheFirstHasSettled() {
        cluster.shape().version("4.3.5.0");
        cluster.pass(ScriptedShape.KNOWN_FOR);
        assertThat(watching.told()).isEmpty();
        cluster.pass(LifePolicy.SETTLING);
        assertThat(watching.told()).isEmpty();
        cluster.shape().version("4.4.0.0");
        bytes(0);

        assertThat(watching.told()).isEmpty();
        assertThat(watching.told()).isEmpty();
        assertThat(known()).isEqualTo(Cell.of(400));
    }

    @Test
    void anEndingIsWhatTheHistorySaysWhateverWasHeld() {
        noticeAnUpgrade();
        cluster.complete(1002, 1);

        assertThat(watching.poll().events()).first().isInstanceOfSatisfying(RowEvent.class, ending -> {
            assertThat(ending.row().cell(BYTES)).contains(Cell.of(0));
            assertThat(ending.changed()).contains(new ColumnChange(BYTES, Cell.of(400), Cell.of(0)));
        });
    }

    @Test
    void decimalsFallToZeroAsTextAndOtherTextNever() {
        appear("RATE", Cell.of("42.50"));
        appear("NOTE", Cell.of("full"));
        bytes(401);
        assertThat(watching.told()).containsExactly(PROGRESSED);
        cluster.setTask(1002, 1, "RATE", Cell.of("0.00"));
        assertThat(watching.told()).isEmpty();
        cluster.setTask(1002, 1, "NOTE", Cell.of("0"));

        assertThat(watching.poll().only().changed())
                .containsExactly(new ColumnChange("NOTE", Cell.of("full"), Cell.of("0")));
    }

    @Test
    void aSecondLookIsTakenOnlyWhereANumberFellToZeroAndWouldBeTold() {
        assertThat(doubts()).isFalse();
        bytes(1);
        assertThat(doubts()).isFalse();
        bytes(0);
        assertThat(doubts()).isTrue();
        noticeAnUpgrade();
        assertThat(doubts()).isFalse();
    }

    private boolean doubts() {
        return watching.lives()
                .plan(watching.now())
                .doubts(LiveRows.of(cluster.clock(), cluster.live(RowKind.JOB).read(), List.of(row())));
    }

    /** In the second of two polls; the first is given up for the fall. */
    private void noticeAnUpgrade() {
        cluster.shape().version("4.3.5.0");
        bytes(0);
        assertThat(watching.told()).isEmpty();
        assertThat(watching.told()).isEmpty();
    }

    private void bytes(long written) {
        cluster.setTask(1002, 1, BYTES, Cell.of(written));
    }

    private Row row() {
        return cluster.liveRow(TASK);
    }

    private Cell known() {
        return Objects.requireNonNull(watching.lives().told().get(TASK))
                .row()
                .cell(BYTES)
                .orElseThrow();
    }

    private void appear(String column, Cell cell) {
        cluster.live(RowKind.TASK).put(BackupRows.widened(row(), column, cell));
        cluster.shape().taskColumns(row().columns());
    }

    private static Row without(Row row, String column) {
        List<String> names = new ArrayList<>(row.columns().names());
        List<Cell> cells = new ArrayList<>(row.cells());
        cells.remove(names.indexOf(column));
        names.remove(column);
        return new Row(new Columns(names), cells);
    }
}
