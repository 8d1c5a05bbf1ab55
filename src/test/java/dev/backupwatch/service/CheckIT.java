package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.demo.StandIn;
import dev.backupwatch.story.FreePort;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} says of clusters that can be watched, and of those that cannot. */
class CheckIT {

    private static final String SECONDS = "\\d+\\.\\d{3} s";
    private static final List<String> DEPENDING = List.of("version", "views", "columns", "privileges", "clock", "poll");

    static StandIn standIn;
    static Connection admin;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws SQLException {
        standIn = StandInCluster.startIn("check");
        admin = standIn.connect();
    }

    @AfterAll
    static void stop() throws SQLException {
        admin.close();
        standIn.close();
    }

    @Test
    void whereAllIsWellEachLineSaysSoAndNothingElseIsPrintedOrWrittenOrListenedTo() throws Exception {
        Path log = folder.resolve("logs").resolve("backupwatch.db");
        Map<String, String> settings = new HashMap<>(StandInCluster.settings(standIn));
        settings.put("backupwatch.log.path", log.toString());
        settings.put("backupwatch.clusters.\"prod\".poll.active", "10s");
        String printed = printed(0, settings);

        assertThat(printed.lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("cluster prod at 127.0.0.1:%d, user monitor", standIn.port()),
                        line -> assertThat(line).isEqualTo("  connect     ok         127.0.0.1:%d", standIn.port()),
                        line -> assertThat(line)
                                .matches("  login       ok         as monitor, in " + SECONDS + " with the connection"),
                        line -> assertThat(line).isEqualTo("  version     ok         OceanBase 4.3.0.1"),
                        line -> assertThat(line)
                                .isEqualTo("  views       ok         CDB_OB_BACKUP_JOBS, CDB_OB_BACKUP_TASKS,"
                                        + " CDB_OB_BACKUP_JOB_HISTORY, CDB_OB_BACKUP_TASK_HISTORY"),
                        line -> assertThat(line).matches("  columns     ok         all that are needed; \\d+ in all"),
                        line -> assertThat(line)
                                .startsWith("  privileges  ok         may read CDB_OB_BACKUP_JOBS, ")
                                .endsWith("; and oceanbase.DBA_OB_TENANTS"),
                        line -> assertThat(line)
                                .matches("  clock       ok         the database's is (as ours, within " + SECONDS + "|"
                                        + SECONDS + " (behind|ahead of) ours)"),
                        line -> assertThat(line)
                                .matches("  poll        ok         complete in " + SECONDS
                                        + ": \\d+ statements, \\d+ rows"),
                        line -> assertThat(line).isEmpty(),
                        line -> assertThat(line).isEqualTo("All is well: 1 of 1 clusters can be watched."));
        assertThat(log.getParent()).doesNotExist();
    }

    @Test
    void eachClusterThatIsNotWellSaysWhyAndWhatToDoAndTheOthersAreCheckedAllTheSame() throws Exception {
        execute("CREATE USER forgetful IDENTIFIED BY 'right'");
        execute("CREATE USER stranger IDENTIFIED BY 's'");
        execute("CREATE USER poor IDENTIFIED BY 'p'");
        execute("GRANT SELECT ON oceanbase.DBA_OB_TENANTS TO poor");
        execute("CREATE USER partly IDENTIFIED BY 'p'");
        execute("GRANT SELECT ON oceanbase.CDB_OB_BACKUP_JOBS TO partly");
        Map<String, String> settings = new HashMap<>(StandInCluster.settings(standIn));
        int nobody = FreePort.next();
        cluster(settings, "closed", "mysql://127.0.0.1:" + nobody + "/oceanbase", "monitor", "x");
        cluster(settings, "nowhere", "mysql://no-such-host.invalid/oceanbase", "monitor", "x");
        cluster(settings, "forgetful", url(), "forgetful", "wr0ng");
        cluster(settings, "stranger", url(), "stranger", "s");
        cluster(settings, "poor", url(), "poor", "p");
        cluster(settings, "partly", url(), "partly", "p");
        String printed = printed(1, settings);

        assertFailed(printed, "closed", "connect", "nothing answers there", "check url, port and network");
        assertNotTried(printed, "closed", "login");
        assertFailed(printed, "nowhere", "connect", "name cannot be resolved; check url");
        assertFailed(printed, "forgetful", "login", "the login was refused; check username and password");
        DEPENDING.forEach(step -> assertNotTried(printed, "forgetful", step));
        assertFailed(printed, "stranger", "login", "GRANT SELECT ON oceanbase.* TO 'stranger'");
        assertNotTried(printed, "poor", "views");
        assertNotTried(printed, "poor", "columns");
        assertFailed(
                printed,
                "poor",
                "privileges",
                "oceanbase.CDB_OB_BACKUP_JOBS may not be read",
                "GRANT SELECT ON oceanbase.* TO 'poor'");
        assertNotTried(printed, "poor", "poll");
        assertThat(line(printed, "poor", "clock")).contains(" ok ");
        assertFailed(
                printed,
                "partly",
                "privileges",
                "may read CDB_OB_BACKUP_JOBS; oceanbase.CDB_OB_BACKUP_TASKS may not be read",
                "GRANT SELECT ON oceanbase.* TO 'partly'");
        assertThat(line(printed, "prod", "poll")).contains("complete in");
        assertThat(printed)
                .endsWith("Not all is well: 6 of 7 clusters cannot be watched"
                        + " (closed, forgetful, nowhere, partly, poor, stranger).\n")
                .doesNotContain("wr0ng")
                .doesNotContain(standIn.monitorPassword());
    }

    @Test
    void aViewThatLacksColumnsOrIsNotThereIsNamed() throws Exception {
        execute("ALTER TABLE oceanbase.CDB_OB_BACKUP_TASKS RENAME COLUMN START_TIMESTAMP TO BEGUN");
        execute("RENAME TABLE oceanbase.DBA_OB_TENANTS TO oceanbase.NOT_YET");
        String lacking = printed(1, StandInCluster.settings(standIn));
        execute("RENAME TABLE oceanbase.CDB_OB_BACKUP_TASKS TO oceanbase.OTHERS");
        String missing = printed(1, StandInCluster.settings(standIn));
        execute(
                "RENAME TABLE oceanbase.OTHERS TO oceanbase.CDB_OB_BACKUP_TASKS, oceanbase.NOT_YET TO oceanbase.DBA_OB_TENANTS");
        execute("ALTER TABLE oceanbase.CDB_OB_BACKUP_TASKS RENAME COLUMN BEGUN TO START_TIMESTAMP");

        assertFailed(lacking, "prod", "columns", "oceanbase.CDB_OB_BACKUP_TASKS lacks START_TIMESTAMP");
        assertThat(line(lacking, "prod", "privileges"))
                .contains(" note ")
                .contains("tenants are told by their ids alone: oceanbase.DBA_OB_TENANTS does not exist there");
        assertNotTried(lacking, "prod", "poll");
        assertFailed(
                missing,
                "prod",
                "views",
                "oceanbase.CDB_OB_BACKUP_TASKS does not exist there",
                "username ends in @sys");
        assertNotTried(missing, "prod", "columns");
    }

    @Test
    void aConfigurationThatCannotBeUsedIsToldAsAtAStart() throws Exception {
        assertThat(printed(1, Map.of())).startsWith("No cluster to watch is configured");
        Map<String, String> settings = new HashMap<>(StandInCluster.settings(standIn));
        settings.put("backupwatch.clusters.\"prod\".url", "jdbc:mysql://somewhere");
        assertThat(printed(1, settings))
                .startsWith(
                        "The configuration has a mistake:\n  backupwatch.clusters.prod.url = jdbc:mysql://somewhere\n")
                .contains("url must look like mysql://host:2881/oceanbase");
        settings.put("backupwatch.clusters.\"prod\".usrename", "monitor");
        assertThat(printed(1, settings))
                .startsWith("The configuration has 2 mistakes:")
                .contains("usrename");
    }

    @Test
    void whatIsNoCommandIsAnsweredByHowToUseIt() throws Exception {
        for (String[] words : new String[][] {{"chekc"}, {"check", "prod"}}) {
            try (var misused = PackagedService.command(Map.of(), words)) {
                assertThat(misused.awaitExit()).isEqualTo(2);
                assertThat(misused.printed()).contains("java -jar quarkus-run.jar check");
            }
        }
        try (var helped = PackagedService.command(Map.of(), "check", "--help")) {
            assertThat(helped.awaitExit()).isZero();
            assertThat(helped.printed()).contains("java -jar quarkus-run.jar check");
        }
    }

    private static String printed(int status, Map<String, String> settings) throws InterruptedException {
        try (var check = PackagedService.command(settings, "check")) {
            assertThat(check.awaitExit()).as(check.printed()).isEqualTo(status);
            return check.printed();
        }
    }

    private static void assertFailed(String printed, String cluster, String step, String... words) {
        assertThat(line(printed, cluster, step)).contains(" FAILED ").contains(words);
    }

    private static void assertNotTried(String printed, String cluster, String step) {
        assertThat(line(printed, cluster, step)).contains(" not tried");
    }

    private static String line(String printed, String cluster, String step) {
        return printed.lines()
                .dropWhile(line -> !line.startsWith("cluster " + cluster + " "))
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.startsWith("  " + step + " "))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line of " + cluster + " about " + step + " in:\n" + printed));
    }

    private static void cluster(
            Map<String, String> settings, String name, String url, String username, String password) {
        String cluster = "backupwatch.clusters.\"" + name + "\".";
        settings.put(cluster + "url", url);
        settings.put(cluster + "username", username);
        settings.put(cluster + "password", password);
    }

    private static String url() {
        return "mysql://127.0.0.1:" + standIn.port() + "/oceanbase";
    }

    private static void execute(String sql) throws SQLException {
        try (Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }
}
