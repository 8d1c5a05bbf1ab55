package dev.backupwatch.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.demo.BackupViews;
import dev.backupwatch.demo.StandIn;
import dev.backupwatch.demo.View;
import dev.backupwatch.demo.ViewKey;
import dev.backupwatch.diff.ClusterFacts;
import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.diff.Vantage;
import dev.backupwatch.event.Cell;
import dev.backupwatch.event.ColumnChange;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.source.SourceConfig.Scope;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The views of a real database change while a source polls them. */
class UpgradeTest {

    /** After any first look. */
    private static final Instant START = Instant.parse("2036-11-20T18:00:00.123456Z");

    private static final String TASKS = "oceanbase.CDB_OB_BACKUP_TASKS";
    private static final String BYTES = "OUTPUT_BYTES";
    private static final ViewKey TASK = new ViewKey(1002, 1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static StandIn standIn;
    private static Connection admin;
    private static BackupViews views;

    private Looks looks;

    @BeforeAll
    static void start() throws SQLException {
        standIn = StandIn.start(Path.of("target", "upgrade"), Looks.SETUP);
        admin = standIn.connect();
        views = new BackupViews(admin);
    }

    @AfterAll
    static void stop() throws SQLException {
        admin.close();
        standIn.close();
    }

    /** Watched since before it began, and known to have written 400 bytes. */
    @BeforeEach
    void aTaskRuns() throws SQLException {
        version("4.3.0.1");
        looks = Looks.at(standIn, Scope.AUTO);
        assertThat(looks.told()).isEmpty();
        views.insert(View.JOBS, Map.of("TENANT_ID", 1002, "JOB_ID", 1, "START_TIMESTAMP", START, "STATUS", "DOING"));
        views.insert(
                View.TASKS,
                Map.of(
                        "TENANT_ID",
                        1002,
                        "TASK_ID",
                        1,
                        "JOB_ID",
                        1,
                        "START_TIMESTAMP",
                        START,
                        "STATUS",
                        "INIT",
                        BYTES,
                        400));
        assertThat(looks.told()).hasSize(2);
    }

    @AfterEach
    void forget() throws SQLException {
        looks.close();
        run("DELETE FROM oceanbase.CDB_OB_BACKUP_JOBS");
        run("DELETE FROM " + TASKS);
        run("ALTER TABLE " + TASKS + " DROP COLUMN IF EXISTS NEW_COUNT");
    }

    @Test
    void aColumnThatAppearsIsReadWithinAMinuteAndTellsNothing() throws SQLException {
        run("ALTER TABLE " + TASKS + " ADD COLUMN NEW_COUNT bigint NOT NULL DEFAULT 7");
        looks.pass(MINUTE.minusNanos(1));
        assertThat(looks.complete().observation().shape().tasks().names()).doesNotContain("NEW_COUNT");

        looks.pass(Duration.ofNanos(1));
        assertThat(looks.complete().observation().shape().tasks().names()).contains("NEW_COUNT");
        assertThat(looks.told()).isEmpty();
        bytes(500);
        assertThat(looks.events())
                .singleElement()
                .satisfies(event -> assertThat(event.row().cell("NEW_COUNT")).contains(Cell.of(7)));
    }

    @Test
    void aColumnThatDisappearsCostsOnePollThatFailsWithError1054() throws SQLException {
        run("ALTER TABLE " + TASKS + " ADD COLUMN NEW_COUNT bigint NOT NULL DEFAULT 7");
        looks.pass(MINUTE);
        assertThat(looks.told()).isEmpty();
        run("ALTER TABLE " + TASKS + " DROP COLUMN NEW_COUNT");

        PollOutcome.Incomplete failed = looks.incomplete();
        assertThat(failed.trouble().message()).contains("error 1054", TASKS);
        assertThat(failed.isFleeting()).isTrue();
        assertThat(looks.told()).isEmpty();
        bytes(500);
        assertThat(looks.told()).containsExactly("backup/1002/1/tasks/1 backup.task.progressed live");
    }

    @Test
    void aZeroThatComesWithAColumnCostsOnePollAndIsNotTold() throws SQLException {
        run("ALTER TABLE " + TASKS + " ADD COLUMN NEW_COUNT bigint NOT NULL DEFAULT 0");
        bytes(0);

        PollOutcome.Incomplete givenUp = looks.incomplete();
        assertThat(givenUp.trouble().code()).isEqualTo("columns_changed");
        assertThat(givenUp.isFleeting()).isTrue();
        assertThat(looks.told()).isEmpty();
        bytes(410);
        assertThat(onlyChange()).isEqualTo(new ColumnChange(BYTES, Cell.of(400), Cell.of(410)));
    }

    @Test
    void aZeroThatComesWithAVersionIsNotToldEither() throws SQLException {
        version("4.3.5.0");
        bytes(0);

        assertThat(looks.incomplete().trouble().code()).isEqualTo("columns_changed");
        assertThat(looks.told()).isEmpty();
        looks.pass(Duration.ofMinutes(10));
        assertThat(onlyChange()).isEqualTo(new ColumnChange(BYTES, Cell.of(400), Cell.of(0)));
    }

    @Test
    void aZeroThatComesAloneIsToldInItsOwnPoll() throws SQLException {
        bytes(0);

        assertThat(onlyChange()).isEqualTo(new ColumnChange(BYTES, Cell.of(400), Cell.of(0)));
    }

    @Test
    void aVersionThatChangesIsToldWithinAMinute() throws SQLException {
        version("4.3.5.0");
        assertThat(looks.complete().facts()).isEqualTo(new ClusterFacts("4.3.0.1", Vantage.SYS));
        looks.pass(MINUTE);

        assertThat(looks.complete().facts()).isEqualTo(new ClusterFacts("4.3.5.0", Vantage.SYS));
    }

    @Test
    void whatIsKnownIsOldWhenTheClockWasSetBack() throws SQLException {
        version("4.3.5.0");
        looks.pass(MINUTE.negated());

        assertThat(looks.complete().facts().version()).isEqualTo("4.3.5.0");
    }

    @Test
    void aClusterThatHasBothSetsOfViewsIsSeenWhole() throws SQLException {
        run("CREATE VIEW oceanbase.DBA_OB_BACKUP_JOBS AS SELECT 1 AS JOB_ID");
        try (Looks other = Looks.at(standIn, Scope.AUTO)) {
            assertThat(other.told()).hasSize(2);
        } finally {
            run("DROP VIEW oceanbase.DBA_OB_BACKUP_JOBS");
        }
    }

    private ColumnChange onlyChange() {
        List<RowEvent> events = looks.events();
        assertThat(events).hasSize(1);
        assertThat(events.get(0).changed()).hasSize(1);
        return events.get(0).changed().get(0);
    }

    private static void bytes(long written) throws SQLException {
        views.update(View.TASKS, TASK, Map.of(BYTES, written));
    }

    private static void version(String version) throws SQLException {
        run("CREATE OR REPLACE FUNCTION oceanbase.OB_VERSION() RETURNS varchar(64) NO SQL RETURN '" + version + "'");
        run("GRANT EXECUTE ON FUNCTION oceanbase.OB_VERSION TO monitor");
    }

    private static void run(String sql) throws SQLException {
        try (Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }
}
