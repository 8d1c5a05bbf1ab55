package dev.backupwatch.demo;

import static dev.backupwatch.demo.StandIns.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandInTest {

    @TempDir
    static Path temporary;

    static StandIn standIn;

    @BeforeAll
    static void start() {
        standIn = StandIn.start(temporary.resolve("stand-in"), StandIns.SETUP);
    }

    @AfterAll
    static void theFolderGoesWithTheStandIn() {
        standIn.close();

        assertThat(temporary.resolve("stand-in")).doesNotExist();
        assertThat(ProcessHandle.of(standIn.pid()).filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void theViewsHaveTheColumnsOfTheVersionInItsOrder() throws SQLException {
        for (View view : View.values()) {
            assertThat(columnsOf(view))
                    .isEqualTo(ViewColumns.of4301().of(view).stream()
                            .map(ViewColumns.Column::name)
                            .toList());
        }
        assertThat(columnsOf(View.TASKS)).hasSize(30).endsWith("MINOR_TURN_ID", "MAJOR_TURN_ID", "DATA_PROGRESS");
        assertThat(columnsOf(View.TASK_HISTORY)).hasSize(29).doesNotContain("DATA_PROGRESS");
    }

    @Test
    void theMonitorReadsTheViewsAndTheVersion() throws SQLException {
        try (Connection monitor = monitor()) {
            assertThat(one(monitor, "SELECT OB_VERSION()")).isEqualTo("4.3.0.1");
            assertThat(one(monitor, "SELECT COUNT(*) FROM CDB_OB_BACKUP_JOBS")).isEqualTo("0");
            assertThat(one(monitor, "SELECT @@time_zone")).isEqualTo("+08:00");
        }
    }

    @Test
    void theMonitorMayDoNothingElse() throws SQLException {
        try (Connection monitor = monitor()) {
            for (String refused : List.of(
                    "DELETE FROM CDB_OB_BACKUP_JOBS",
                    "INSERT INTO CDB_OB_BACKUP_JOBS (TENANT_ID, JOB_ID) VALUES (1, 1)",
                    "CREATE TABLE mine (id INT)",
                    "SELECT * FROM mysql.global_priv")) {
                assertThatThrownBy(() -> one(monitor, refused))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("denied");
            }
        }
    }

    @Test
    void nobodyGetsInWithoutAPassword() {
        for (String user : List.of("root", StandIn.MONITOR, "", "someone")) {
            assertThatThrownBy(() -> connect(user, "")).hasMessageContaining("Access denied");
        }
    }

    @Test
    void theAdminMaySwitchTheGeneralLogOn() throws SQLException {
        try (Connection admin = standIn.connect()) {
            admin.createStatement().execute("SET GLOBAL log_output = 'TABLE'");
            admin.createStatement().execute("SET GLOBAL general_log = ON");
            one(admin, "SELECT 'to be found'");
            admin.createStatement().execute("SET GLOBAL general_log = OFF");

            assertThat(one(admin, "SELECT COUNT(*) FROM mysql.general_log WHERE argument = 'SELECT ''to be found'''"))
                    .isEqualTo("1");
        }
    }

    @Test
    void aRowNeedsNothingButItsKey() throws SQLException {
        try (Connection admin = standIn.connect()) {
            BackupViews views = new BackupViews(admin);
            views.insert(View.TASKS, Map.of("TENANT_ID", 7, "TASK_ID", 7));

            assertThat(one(admin, "SELECT END_TIMESTAMP FROM CDB_OB_BACKUP_TASKS WHERE TENANT_ID = 7"))
                    .isNull();
            assertThat(one(admin, "SELECT OUTPUT_RATE_BYTES FROM CDB_OB_BACKUP_TASKS WHERE TENANT_ID = 7"))
                    .isEqualTo("0.0000");
            views.delete(View.TASKS, new ViewKey(7, 7));
        }
    }

    @Test
    void aFolderWithFilesOfSomeoneElseKeepsThem() throws Exception {
        Path folder = Files.createDirectories(temporary.resolve("home"));
        Files.createDirectories(folder.resolve("data"));
        Path precious = Files.writeString(folder.resolve("thesis.txt"), "unsaved");

        new StandInFolder(folder).wipe();

        assertThat(precious).hasContent("unsaved");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    private static List<String> columnsOf(View view) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection admin = standIn.connect();
                ResultSet rows = admin.createStatement().executeQuery("DESC " + view.viewName())) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static Connection monitor() throws SQLException {
        return connect(StandIn.MONITOR, standIn.monitorPassword());
    }

    private static Connection connect(String user, String password) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        return StandIn.connect(standIn.port(), StandIn.DATABASE, login);
    }
}
