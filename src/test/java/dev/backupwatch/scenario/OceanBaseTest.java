package dev.backupwatch.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backupwatch.demo.View;
import dev.backupwatch.demo.ViewColumns;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The facts about the versions on which the scenarios rest. */
class OceanBaseTest {

    @Test
    void theTaskViewGrewFrom27To33Columns() {
        assertThat(sizes(View.TASKS)).containsExactly(27, 27, 27, 29, 30, 33, 47);
        assertThat(sizes(View.TASK_HISTORY)).containsExactly(27, 27, 27, 29, 29, 29, 43);
        assertThat(sizes(View.JOBS)).containsExactly(19, 19, 19, 19, 19, 19, 22);
        assertThat(sizes(View.JOB_HISTORY)).isEqualTo(sizes(View.JOBS));
    }

    @Test
    void theEndWasTextUntil41AndIsNullWhileABackupRunsFrom42() {
        for (View view : List.of(View.JOBS, View.JOB_HISTORY, View.TASKS, View.TASK_HISTORY)) {
            assertThat(Arrays.stream(OceanBase.values()).map(version -> end(version, view)))
                    .containsExactly(
                            "varchar(26) NOT NULL",
                            "varchar(26) NOT NULL",
                            "timestamp(6) NULL",
                            "timestamp(6) NULL",
                            "timestamp(6) NULL",
                            "timestamp(6) NULL",
                            "datetime(6) NULL");
        }
    }

    @Test
    void aColumnThatNoVersionHasIsASlipOfThePen() {
        assertThat(OceanBase.V4_0.has(View.TASKS, "MINOR_TURN_ID")).isFalse();
        assertThatThrownBy(() -> OceanBase.V4_0.has(View.TASKS, "MINOR_TRUN_ID"))
                .hasMessageContaining("MINOR_TRUN_ID");
    }

    private static List<Integer> sizes(View view) {
        return Arrays.stream(OceanBase.values())
                .map(version -> version.setup().columns().of(view).size())
                .toList();
    }

    private static String end(OceanBase version, View view) {
        ViewColumns.Column end = version.setup().columns().of(view).stream()
                .filter(column -> column.name().equals("END_TIMESTAMP"))
                .findFirst()
                .orElseThrow();
        return end.type() + (end.nullable() ? " NULL" : " NOT NULL");
    }
}
