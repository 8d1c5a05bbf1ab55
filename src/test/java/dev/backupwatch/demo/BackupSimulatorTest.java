package dev.backupwatch.demo;

import static dev.backupwatch.demo.StandIns.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupSimulatorTest {

    private static final Duration PACE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(20);

    @TempDir
    static Path temporary;

    static StandIn standIn;

    Instant now = Instant.parse("2026-03-01T18:00:00Z");
    Connection admin;

    @BeforeAll
    static void start() {
        standIn = StandIn.start(temporary.resolve("s"), StandIns.SETUP);
    }

    @AfterAll
    static void stop() {
        standIn.close();
    }

    @BeforeEach
    void connected() throws SQLException {
        admin = standIn.connect();
    }

    @AfterEach
    void cleared() throws SQLException {
        for (View view : View.values()) {
            admin.createStatement().execute("DELETE FROM " + view.viewName());
        }
        admin.close();
    }

    @Test
    void aFirstLookFindsTenantsAndABaselineAndNothingRunning() throws SQLException {
        try (var simulator = begin(List.of())) {
            assertThat(simulator).isNotNull();
            assertThat(one(admin, "SELECT GROUP_CONCAT(TENANT_NAME ORDER BY TENANT_ID) FROM DBA_OB_TENANTS"))
                    .isEqualTo("sys,META$1002,orders,META$1004,billing,META$1006,crm");
            assertThat(count("CDB_OB_BACKUP_JOB_HISTORY WHERE STATUS = 'COMPLETED'"))
                    .isEqualTo(12);
            assertThat(count("CDB_OB_BACKUP_TASK_HISTORY WHERE OUTPUT_RATE_BYTES > 0 AND RESULT = 0"))
                    .isEqualTo(9);
            assertThat(count("CDB_OB_BACKUP_JOBS")).isZero();
            assertThat(count("CDB_OB_BACKUP_TASKS")).isZero();
        }
    }

    @Test
    void aLongPastHasADayOnWhichATenantFailedAndOneOnWhichAnotherWasSkipped() throws SQLException {
        var settings =
                new BackupSimulator.Settings(PACE, PAUSE, 5, List.of()).with(BackupSimulator.Trait.HAS_A_LONG_PAST);
        try (var simulator = BackupSimulator.begin(standIn, () -> now, settings)) {
            assertThat(simulator).isNotNull();
            assertThat(count("CDB_OB_BACKUP_JOB_HISTORY WHERE TENANT_ID = 1")).isEqualTo(14);
            assertThat(count("CDB_OB_BACKUP_JOB_HISTORY WHERE TENANT_ID = 1 AND BACKUP_TYPE = 'INC'"))
                    .isEqualTo(3);
            assertThat(count("CDB_OB_BACKUP_JOB_HISTORY WHERE TENANT_ID = 1004 AND STATUS = 'FAILED'"))
                    .isEqualTo(1);
            assertThat(count("CDB_OB_BACKUP_JOB_HISTORY WHERE TENANT_ID = 1006"))
                    .isEqualTo(13);
            assertThat(count("CDB_OB_BACKUP_JOBS")).isZero();
            assertThat(count("CDB_OB_BACKUP_TASKS")).isZero();
        }
    }

    @Test
    void whatAPlanLeavesBehindIsTheSameInFewWrites() throws SQLException {
        var views = new BackupViews(admin);
        for (Course course : RoundPlannerTest.courses()) {
            List<PlannedStep> plan = new RoundPlanner(7, PACE, Release.V4_3_0_1).next(now, course);
            for (PlannedStep step : plan) {
                step.change().performOn(views);
            }
            List<String> stepByStep = left();
            for (ViewChange change : Aftermath.of(plan)) {
                change.performOn(views);
            }
            assertThat(left()).isEqualTo(stepByStep).hasSizeGreaterThan(4);
        }
    }

    /** All rows, which are gone then. */
    private List<String> left() throws SQLException {
        List<String> rows = new ArrayList<>();
        for (View view : View.values()) {
            String order = String.join(", ", view.keyColumns());
            StandIns.rows(admin, "SELECT * FROM %s ORDER BY %s".formatted(view.viewName(), order))
                    .forEach(row -> rows.add(view + " " + row));
            admin.createStatement().execute("DELETE FROM " + view.viewName());
        }
        return rows;
    }

    @Test
    void whileItRunsTheClusterJobStandsOverOneJobAndTaskPerTenant() throws SQLException {
        try (var simulator = begin(List.of(Course.COMPLETES))) {
            passUntil(simulator, now.plus(PACE.dividedBy(2)));

            assertThat(count("CDB_OB_BACKUP_JOBS WHERE TENANT_ID = 1 AND BACKUP_SET_ID = 0"
                            + " AND INITIATOR_JOB_ID = JOB_ID AND EXECUTOR_TENANT_ID = '1002,1004,1006'"))
                    .isEqualTo(1);
            assertThat(count("CDB_OB_BACKUP_TASKS WHERE OUTPUT_RATE_BYTES = 0 AND END_TIMESTAMP IS NULL"
                            + " AND DATA_PROGRESS BETWEEN 1 AND 99 AND USER_LS_START_SCN > 0"))
                    .isGreaterThanOrEqualTo(3);
            assertThat(count("CDB_OB_BACKUP_TASKS t JOIN CDB_OB_BACKUP_JOBS j USING (TENANT_ID, JOB_ID)"
                            + " WHERE t.START_TIMESTAMP = j.START_TIMESTAMP"))
                    .isEqualTo(count("CDB_OB_BACKUP_TASKS"));
        }
    }

    @Test
    void aFailureAndACancellationEndInTheHistory() throws SQLException {
        try (var simulator = begin(List.of(Course.ONE_TENANT_FAILS, Course.IS_CANCELED, Course.COMPLETES))) {
            passUntil(simulator, now.plus(PACE.multipliedBy(5)));

            assertThat(count("CDB_OB_BACKUP_JOB_HISTORY WHERE TENANT_ID = 1 AND STATUS = 'FAILED' AND RESULT < 0"
                            + " AND COMMENT = ''"))
                    .isGreaterThanOrEqualTo(1);
            assertThat(count("CDB_OB_BACKUP_JOB_HISTORY WHERE TENANT_ID <> 1 AND STATUS = 'FAILED'"
                            + " AND COMMENT LIKE '(SERVER)ls_id: %trace_id: %'"))
                    .isGreaterThanOrEqualTo(1);
            assertThat(count("CDB_OB_BACKUP_TASK_HISTORY WHERE STATUS = 'CANCELED' AND RESULT = -4072"))
                    .isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void aSkippedTenantIsNamedByACompletedJobOfTheClusterThatHasTwoOthersBelowIt() throws SQLException {
        try (var simulator = begin(List.of(Course.of(TenantCourse.IS_SKIPPED)))) {
            passUntil(simulator, now.plus(PACE.multipliedBy(5).dividedBy(4)));

            String round = "JOB_ID = 4 AND TENANT_ID = 1";
            assertThat(count("CDB_OB_BACKUP_JOB_HISTORY WHERE " + round + " AND STATUS = 'COMPLETED'"
                            + " AND EXECUTOR_TENANT_ID = '1002,1004,1006'"))
                    .isEqualTo(1);
            assertThat(count("CDB_OB_BACKUP_JOB_HISTORY WHERE TENANT_ID <> 1 AND INITIATOR_JOB_ID = 4"))
                    .isEqualTo(2);
        }
    }

    @Test
    void aClustersJobThatHangsIsDoingWithNothingLeftBelowIt() throws SQLException {
        try (var simulator = begin(List.of(Course.PARENT_HANGS))) {
            passUntil(simulator, now.plus(PACE.multipliedBy(5).dividedBy(4)));

            assertThat(count("CDB_OB_BACKUP_JOBS WHERE TENANT_ID = 1 AND STATUS = 'DOING'"))
                    .isEqualTo(1);
            assertThat(count("CDB_OB_BACKUP_JOBS")).isEqualTo(1);
            assertThat(count("CDB_OB_BACKUP_TASKS")).isZero();

            passUntil(simulator, now.plus(PACE.dividedBy(2)));
            assertThat(count("CDB_OB_BACKUP_JOB_HISTORY WHERE TENANT_ID = 1 AND JOB_ID = 4 AND STATUS = 'COMPLETED'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aCancellationThatHangsIsCancelingEverywhere() throws SQLException {
        try (var simulator = begin(List.of(Course.CANCELING_HANGS))) {
            passUntil(simulator, now.plus(PACE));

            assertThat(count("CDB_OB_BACKUP_JOBS WHERE STATUS = 'CANCELING'")).isEqualTo(4);
            assertThat(count("CDB_OB_BACKUP_TASKS WHERE STATUS = 'CANCELING'")).isEqualTo(3);

            passUntil(simulator, now.plus(PACE.multipliedBy(3).dividedBy(4)));
            assertThat(count("CDB_OB_BACKUP_JOB_HISTORY WHERE STATUS = 'CANCELED' AND RESULT = -4072"))
                    .isEqualTo(4);
        }
    }

    @Test
    void aForgottenTenantIsThereAndInNoBackup() throws SQLException {
        var settings = new BackupSimulator.Settings(PACE, PAUSE, 5, List.of(Course.COMPLETES))
                .with(BackupSimulator.Trait.FORGETS_A_TENANT);
        try (var simulator = BackupSimulator.begin(standIn, () -> now, settings)) {
            passUntil(simulator, now.plus(PACE.multipliedBy(2)));

            assertThat(count("DBA_OB_TENANTS WHERE TENANT_ID = 1008 AND TENANT_NAME = 'reports'"
                            + " AND TENANT_TYPE = 'USER' AND STATUS = 'NORMAL' AND TENANT_ROLE = 'PRIMARY'"))
                    .isEqualTo(1);
            assertThat(count("CDB_OB_BACKUP_JOB_HISTORY WHERE TENANT_ID = 1008 OR EXECUTOR_TENANT_ID LIKE '%1008%'"))
                    .isZero();
        }
    }

    @Test
    void anExecutorDrivesItThroughARealBackup() throws SQLException {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        var settings = new BackupSimulator.Settings(
                Duration.ofSeconds(1), Duration.ofMillis(100), 5, List.of(Course.COMPLETES));
        try (var simulator = BackupSimulator.begin(standIn, InstantSource.system(), settings)) {
            simulator.runOn(executor);

            await().atMost(Duration.ofSeconds(10))
                    .until(() -> count("CDB_OB_BACKUP_JOB_HISTORY WHERE TENANT_ID = 1") > 3);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void onceTheDatabaseIsGoneItStopsQuietly() throws SQLException {
        var simulator = begin(List.of());
        simulator.close();

        assertThat(simulator.advance()).isEmpty();
    }

    private BackupSimulator begin(List<Course> courses) throws SQLException {
        return BackupSimulator.begin(standIn, () -> now, new BackupSimulator.Settings(PACE, PAUSE, 5, courses));
    }

    /** Jumps from one due step to the next: no time passes. */
    private void passUntil(BackupSimulator simulator, Instant end) {
        while (now.isBefore(end)) {
            Duration next = simulator.advance().orElseThrow();
            now = now.plus(next);
        }
    }

    private int count(String condition) throws SQLException {
        return Integer.parseInt(String.valueOf(one(admin, "SELECT COUNT(*) FROM " + condition)));
    }
}
