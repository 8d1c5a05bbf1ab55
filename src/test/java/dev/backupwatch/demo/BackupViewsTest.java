package dev.backupwatch.demo;

import static dev.backupwatch.demo.StandIns.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backupwatch.demo.ViewColumns.Column;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On columns of our own, to show that they are the caller's to choose: jobs end in text, as before 4.2. */
class BackupViewsTest {

    private static final Instant START = Instant.parse("2026-03-01T17:59:59.123456Z");
    private static final ViewKey JOB = new ViewKey(1002, 4);
    private static final ViewKey TASK = new ViewKey(1002, 3);

    @TempDir
    static Path temporary;

    static StandIn standIn;

    Connection connection;
    BackupViews views;

    @BeforeAll
    static void start() {
        ViewColumns columns = ViewColumns.of4301();
        for (View view : List.of(View.JOBS, View.JOB_HISTORY)) {
            List<Column> jobs = new ArrayList<>(columns.of(view));
            jobs.replaceAll(column ->
                    column.name().equals("END_TIMESTAMP") ? new Column("END_TIMESTAMP", "varchar(26)", false) : column);
            columns = columns.with(view, jobs);
        }
        standIn = StandIn.start(temporary.resolve("s"), StandIns.SETUP.withColumns(columns, "4.1.0.0"));
    }

    @AfterAll
    static void stop() {
        standIn.close();
    }

    @BeforeEach
    void aRunningBackup() throws SQLException {
        connection = standIn.connect();
        views = new BackupViews(connection);
        views.insert(View.JOBS, Map.of("TENANT_ID", 1002, "JOB_ID", 4, "START_TIMESTAMP", START, "STATUS", "DOING"));
        views.insert(View.TASKS, Map.of("TENANT_ID", 1002, "TASK_ID", 3, "JOB_ID", 4, "START_TIMESTAMP", START));
    }

    @AfterEach
    void cleared() throws SQLException {
        for (View view : View.values()) {
            connection.createStatement().execute("DELETE FROM " + view.viewName());
        }
        connection.close();
    }

    @Test
    void aTenantsJobAndTaskReachTheHistoryTogether() throws SQLException {
        views.moveToHistory(JOB, List.of(TASK));

        assertThat(counts()).containsExactly("0", "1", "0", "1");
    }

    @Test
    void aMoveThatFailsLeavesEverythingWhereItWas() throws SQLException {
        views.copy(View.JOBS, View.JOB_HISTORY, JOB);

        assertThatThrownBy(() -> views.moveToHistory(JOB, List.of(TASK))).hasMessageContaining("Duplicate");

        assertThat(counts()).containsExactly("1", "1", "1", "0");
    }

    @Test
    void theSysTenantsJobIsInBothViewsForAMoment() throws SQLException {
        views.copySysJobToHistory(JOB);
        assertThat(counts()).startsWith("1", "1");

        views.removeMovedSysJob(JOB);
        assertThat(counts()).startsWith("0", "1");
    }

    @Test
    void onlyTheGivenColumnsOfTheGivenRowChange() throws SQLException {
        views.insert(View.JOBS, Map.of("TENANT_ID", 1004, "JOB_ID", 4, "STATUS", "DOING"));

        views.update(View.JOBS, JOB, Map.of("STATUS", "FAILED", "RESULT", -4012));

        assertThat(StandIns.rows(connection, "SELECT TENANT_ID, STATUS, RESULT FROM CDB_OB_BACKUP_JOBS ORDER BY 1"))
                .containsExactly(
                        Map.of("TENANT_ID", "1002", "STATUS", "FAILED", "RESULT", "-4012"),
                        Map.of("TENANT_ID", "1004", "STATUS", "DOING", "RESULT", "0"));
    }

    @Test
    void anUpdateLeavesTheTimestampsAlone() throws SQLException {
        views.update(View.TASKS, TASK, Map.of("STATUS", "COMPLETED"));

        assertThat(startOfTheTask()).isEqualTo("1772387999.123456");
        assertThat(one(connection, "SELECT END_TIMESTAMP FROM CDB_OB_BACKUP_TASKS"))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+00:00", "+08:00", "-05:30"})
    void anInstantIsStoredRightInWhateverZoneTheSessionIs(String zone) throws SQLException {
        connection.createStatement().execute("SET time_zone = '" + zone + "'");

        views.update(View.TASKS, TASK, Map.of("START_TIMESTAMP", START));

        assertThat(startOfTheTask()).isEqualTo("1772387999.123456");
    }

    @Test
    void anEndOfTextIsEmptyAndThenInTheSessionsZone() throws SQLException {
        assertThat(one(connection, "SELECT END_TIMESTAMP FROM CDB_OB_BACKUP_JOBS"))
                .isEmpty();

        views.update(View.JOBS, JOB, Map.of("END_TIMESTAMP", START));

        assertThat(one(connection, "SELECT END_TIMESTAMP FROM CDB_OB_BACKUP_JOBS"))
                .isEqualTo("2026-03-02 01:59:59.123456");
    }

    @Test
    void aHiddenTenantIsSkippedByTheViewsAndLivesOnBehindThem() throws SQLException {
        views.hide(1002);
        assertThat(counts()).containsExactly("0", "0", "0", "0");

        views.moveToHistory(JOB, List.of(TASK));
        views.insert(View.JOBS, Map.of("TENANT_ID", 1002, "JOB_ID", 5, "STATUS", "INIT"));
        views.update(View.JOBS, new ViewKey(1002, 5), Map.of("STATUS", "DOING"));
        assertThat(counts()).containsExactly("0", "0", "0", "0");

        views.show(1002);
        assertThat(counts()).containsExactly("1", "1", "0", "1");
        assertThat(one(connection, "SELECT STATUS FROM CDB_OB_BACKUP_JOBS")).isEqualTo("DOING");
    }

    @Test
    void onlyTheHiddenTenantIsSkippedAndTheListOfTenantsHasItStill() throws SQLException {
        views.insert(View.JOBS, Map.of("TENANT_ID", 1004, "JOB_ID", 4));
        views.insert(View.TENANTS, Map.of("TENANT_ID", 1002, "TENANT_NAME", "orders"));

        views.hide(1002);

        assertThat(one(connection, "SELECT GROUP_CONCAT(TENANT_ID) FROM CDB_OB_BACKUP_JOBS"))
                .isEqualTo("1004");
        assertThat(one(connection, "SELECT COUNT(*) FROM DBA_OB_TENANTS")).isEqualTo("1");
        views.show(1002);
    }

    @Test
    void ofADroppedTenantNothingIsLeftHiddenOrNot() throws SQLException {
        views.hide(1002);
        views.dropTenant(1002);
        views.show(1002);

        assertThat(counts()).containsExactly("0", "0", "0", "0");
    }

    @Test
    void aRedeployedClusterHasItsSysTenantAndNoRow() throws SQLException {
        views.insert(View.TENANTS, Map.of("TENANT_ID", 1, "TENANT_NAME", "sys"));
        views.insert(View.TENANTS, Map.of("TENANT_ID", 1002, "TENANT_NAME", "orders"));
        views.hide(1002);

        views.redeploy();

        assertThat(counts()).containsExactly("0", "0", "0", "0");
        assertThat(one(connection, "SELECT GROUP_CONCAT(TENANT_ID) FROM DBA_OB_TENANTS"))
                .isEqualTo("1");
    }

    private @Nullable String startOfTheTask() throws SQLException {
        return one(connection, "SELECT UNIX_TIMESTAMP(START_TIMESTAMP) FROM CDB_OB_BACKUP_TASKS");
    }

    /** Of jobs, job history, tasks, task history. */
    private List<@Nullable String> counts() throws SQLException {
        List<@Nullable String> counts = new ArrayList<>();
        for (View view : List.of(View.JOBS, View.JOB_HISTORY, View.TASKS, View.TASK_HISTORY)) {
            counts.add(one(connection, "SELECT COUNT(*) FROM " + view.viewName()));
        }
        return counts;
    }
}
