package dev.backupwatch.demo;

import static dev.backupwatch.demo.StandIns.one;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What 4.2.0 does otherwise than 4.3.0.1. */
class ReleaseTest {

    private static final Duration LENGTH = Duration.ofSeconds(100);
    private static final Duration PASS = Duration.ofSeconds(10);

    @ParameterizedTest
    @EnumSource
    void whatIsFinishedIsAllThereEverIsAndItNeverGrowsLess(TaskShape shape) {
        for (String counter : List.of("TABLET_COUNT", "MACRO_BLOCK_COUNT")) {
            List<TaskMoment> seen = seen(shape);

            assertThat(seen)
                    .allSatisfy(moment -> assertThat(moment.columns())
                            .containsEntry("FINISH_" + counter, moment.columns().get(counter))
                            .doesNotContainKeys("DATA_PROGRESS", "MINOR_TURN_ID", "MAJOR_TURN_ID"));
            assertThat(seen.stream().map(moment -> (Long) moment.columns().get(counter)))
                    .isSorted();
        }
    }

    @ParameterizedTest
    @EnumSource
    void itEndsWhenAndWithWhatItReallyEnds(TaskShape shape) {
        List<TaskMoment> real = shape.moments(LENGTH, 5_000, new Random(3));
        List<TaskMoment> seen = seen(shape);
        TaskMoment last = seen.get(seen.size() - 1);

        assertThat(last.offset()).isEqualTo(LENGTH);
        assertThat(last.columns())
                .containsEntry(
                        "OUTPUT_BYTES", real.get(real.size() - 1).columns().get("OUTPUT_BYTES"));
        assertThat(seen.stream().map(TaskMoment::status).distinct())
                .containsExactly(
                        "INIT",
                        "BACKUP_SYS_META",
                        "BACKUP_USER_META",
                        "BACKUP_DATA_MINOR",
                        "BACKUP_DATA_MAJOR",
                        "BACKUP_LOG",
                        "COMPLETED");
    }

    @Test
    void filesAreSummedUpInPassesOrWithANewStatus() {
        List<TaskMoment> seen = seen(TaskShape.STEADY);

        for (int i = 1; i < seen.size(); i++) {
            boolean isNew = !seen.get(i).status().equals(seen.get(i - 1).status());
            assertThat(isNew || seen.get(i).offset().toSeconds() % 10 == 0).isTrue();
        }
        assertThat(seen).extracting(TaskMoment::offset).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void tabletsAreCountedInTheMinorStageOnly() {
        assertThat(seen(TaskShape.STEADY).stream()
                        .filter(moment -> moment.status().equals("BACKUP_DATA_MAJOR"))
                        .map(moment -> moment.columns().get("FINISH_TABLET_COUNT"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void theSimulatorRunsOnItsColumns(@TempDir Path folder) throws SQLException {
        StandIn.Setup setup = StandIns.SETUP.withColumns(ViewColumns.read("dev/backupwatch/scenario/4.2.0"), "4.2.0");
        var settings = BackupSimulator.Settings.drawn(Duration.ofSeconds(60), Duration.ofSeconds(20), 5)
                .with(BackupSimulator.Trait.IS_4_2_0);
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T18:00:00Z"));
        try (StandIn standIn = StandIn.start(folder.resolve("s"), setup);
                Connection admin = standIn.connect();
                BackupSimulator simulator = BackupSimulator.begin(standIn, now::get, settings)) {
            for (int step = 0; step < 200; step++) {
                Duration next = simulator.advance().orElseThrow();
                now.updateAndGet(before -> before.plus(next));
            }

            assertThat(one(
                            admin,
                            "SELECT COUNT(*) > 12 AND MIN(MACRO_BLOCK_COUNT = FINISH_MACRO_BLOCK_COUNT)"
                                    + " FROM CDB_OB_BACKUP_TASK_HISTORY"))
                    .isEqualTo("1");
        }
    }

    private static List<TaskMoment> seen(TaskShape shape) {
        return Release.V4_2_0.seen(shape.moments(LENGTH, 5_000, new Random(3)), PASS);
    }
}
