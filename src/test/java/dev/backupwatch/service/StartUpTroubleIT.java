package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.demo.StandIn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the production artifact says when it cannot do its work, and that it goes on as soon as it can. */
class StartUpTroubleIT {

    private static final String CLUSTER = "backupwatch.clusters.\"prod\".";
    private static final String SOURCES = "/q/health/group/sources";
    private static final String VIEW = "CDB_OB_BACKUP_JOBS";

    static StandIn standIn;
    static Connection admin;

    @BeforeAll
    static void start() throws SQLException {
        standIn = StandInCluster.startIn("trouble");
        admin = standIn.connect();
    }

    @AfterAll
    static void stop() throws SQLException {
        admin.close();
        standIn.close();
    }

    @Test
    void withoutAClusterItSaysWhatToSetAndExitsWithAStatusOfItsOwn() throws InterruptedException {
        try (var service = PackagedService.start(Map.of())) {
            assertThat(service.awaitExit()).isEqualTo(2);
            assertThat(service.printed())
                    .contains("No cluster to watch is configured")
                    .contains("backupwatch.clusters.\"prod\".url=mysql://host:2881/oceanbase");
        }
    }

    @Test
    void aWrongPasswordIsTheUsersToMend() throws SQLException {
        execute("CREATE USER forgetful IDENTIFIED BY 'right'");
        execute("GRANT SELECT ON oceanbase.* TO forgetful");
        try (var service = PackagedService.start(settings(Map.of("username", "forgetful", "password", "wr0ng")))) {
            assertTrouble(service, "wrong_password", "user forgetful", "check username and password");
            assertThat(service.printed()).doesNotContain("wr0ng");
            execute("ALTER USER forgetful IDENTIFIED BY 'wr0ng'");
            assertRecovers(service);
        }
    }

    @Test
    void aMissingGrantIsNamedWithTheStatementThatGivesIt() throws SQLException {
        execute("CREATE USER poor IDENTIFIED BY 'p'");
        execute("GRANT SELECT ON oceanbase.DBA_OB_TENANTS TO poor");
        try (var service = PackagedService.start(settings(Map.of("username", "poor", "password", "p")))) {
            assertTrouble(
                    service,
                    "missing_grant",
                    "user poor",
                    "oceanbase." + VIEW,
                    "GRANT SELECT ON oceanbase.* TO 'poor'");
            execute("GRANT SELECT ON oceanbase.* TO 'poor'");
            assertRecovers(service);
        }
    }

    @Test
    void aMissingViewIsNamedWithWhereToLookForIt() throws SQLException {
        execute("CREATE USER early IDENTIFIED BY 'e'");
        execute("GRANT SELECT ON oceanbase.* TO early");
        execute("RENAME TABLE oceanbase.CDB_OB_BACKUP_TASK_HISTORY TO oceanbase.NOT_YET");
        try (var service = PackagedService.start(settings(Map.of("username", "early", "password", "e")))) {
            assertTrouble(
                    service,
                    "missing_view",
                    "user early",
                    "oceanbase.CDB_OB_BACKUP_TASK_HISTORY",
                    "username ends in @sys");
            execute("RENAME TABLE oceanbase.NOT_YET TO oceanbase.CDB_OB_BACKUP_TASK_HISTORY");
            assertRecovers(service);
        }
    }

    @Test
    void aHostThatDoesNotAnswerIsNamedWithWhatToCheck() throws IOException {
        int nobody = portWhereNobodyListens();
        try (var service =
                PackagedService.start(settings(Map.of("url", "mysql://127.0.0.1:" + nobody + "/oceanbase")))) {
            assertTrouble(service, "unreachable", "127.0.0.1:" + nobody, "check url, port and network");
        }
    }

    @Test
    void anAddressThatIsNoServersIsNamedAsUnreachable() {
        try (var service = PackagedService.start(settings(Map.of("url", "mysql://no-such-host.invalid/oceanbase")))) {
            assertTrouble(service, "unreachable", "no-such-host.invalid:2881");
        }
    }

    /** One line in the log, an event, and a service that answers. */
    private static void assertTrouble(PackagedService process, String code, String... words) {
        process.awaitPrinted("[" + code + "]");
        assertThat(process.printed()).contains("cluster prod").contains(words);
        Service service = process.awaitListening();
        assertThat(service.json("/api/v1/clusters").at("/clusters/0/state").asText())
                .isEqualTo("degraded");
        String told = service.get("/api/v1/events?type=source.degraded", "Accept", "application/json")
                .body();
        assertThat(told).contains("\"reason\":\"" + code + "\"").contains("cluster prod");
        assertHealthTells(service, code);
        assertThat(process.isAlive()).isTrue();
    }

    /** To people, and without a word of who logs in there; for a probe the service is well. */
    private static void assertHealthTells(Service service, String code) {
        for (String probe : List.of("/q/health/live", "/q/health/ready", "/q/health")) {
            assertThat(service.get(probe).statusCode()).as(probe).isEqualTo(200);
        }
        HttpResponse<String> sources = service.get(SOURCES);
        assertThat(sources.statusCode()).isEqualTo(503);
        assertThat(sources.body())
                .contains("\"prod.state\": \"degraded\"")
                .contains("\"prod.trouble\": \"" + code + ": ")
                .doesNotContain("monitor", "asOf");
        assertThat(service.get("/q/metrics", "Accept", "text/plain").body())
                .contains("backupwatch_polls_incomplete_total{cluster=\"prod\",reason=\"" + code + "\",}");
    }

    private static void assertRecovers(PackagedService process) {
        process.awaitPrinted("source.recovered");
        Service service = process.awaitListening();
        assertThat(service.json("/api/v1/clusters").at("/clusters/0/state").asText())
                .isEqualTo("ok");
        HttpResponse<String> sources = service.get(SOURCES);
        assertThat(sources.statusCode()).isEqualTo(200);
        assertThat(sources.body())
                .contains("\"prod.state\": \"ok\"", "\"prod.asOf\"", "\"prod.lagSeconds\"")
                .doesNotContain("trouble");
    }

    private static Map<String, String> settings(Map<String, String> differing) {
        Map<String, String> settings = new HashMap<>(StandInCluster.settings(standIn));
        differing.forEach((key, value) -> settings.put(CLUSTER + key, value));
        return settings;
    }

    private static void execute(String sql) throws SQLException {
        try (Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int portWhereNobodyListens() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
