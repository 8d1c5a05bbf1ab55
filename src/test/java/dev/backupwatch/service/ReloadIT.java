package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backupwatch.demo.BackupViews;
import dev.backupwatch.demo.StandIn;
import dev.backupwatch.story.Signal;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters come, change and go by another configuration file, under a stream that goes on. */
class ReloadIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    static StandIn standIn;
    static Connection admin;
    static ClusterBackup backup;

    @TempDir
    Path folder;

    private final Map<String, String> configured = new TreeMap<>();
    private PackagedService process;
    private Service service;

    @BeforeAll
    static void startDatabase() throws SQLException {
        standIn = StandInCluster.startIn("reload");
        admin = standIn.connect();
        execute("CREATE USER other IDENTIFIED BY 'o'");
        execute("GRANT SELECT ON oceanbase.* TO other");
        execute("GRANT EXECUTE ON FUNCTION oceanbase.OB_VERSION TO other");
        backup = new ClusterBackup(new BackupViews(admin));
        backup.job(1002, 1, "DOING", Map.of());
        backup.task(1002, 1, 1);
    }

    @AfterAll
    static void stopDatabase() throws SQLException {
        admin.close();
        standIn.close();
    }

    @BeforeEach
    void startService() throws IOException {
        configured.putAll(StandInCluster.settings(standIn));
        save();
        process = PackagedService.startIn(
                folder, Map.of("quarkus.http.host", "0.0.0.0", "backupwatch.access.allow-anonymous", "true"));
        service = process.awaitListening();
        service.awaitPoll();
    }

    @AfterEach
    void stopService() {
        process.close();
    }

    @Test
    void clustersComeChangeAndGoUnderAStreamThatGoesOn() throws Exception {
        try (SseClient client = SseClient.open(service.uri("/api/v1/events?bookmarks=1s"))) {
            Transcript told = client.transcript();
            told.await(message -> message.data().path("snapshotComplete").asBoolean());

            add("stage");
            assertReloaded(reload(), "added", "stage", "unchanged", "prod");
            told.awaitChanges(3);
            assertThat(told.types()).containsExactly("source.added", "backup.job.started", "backup.task.started");

            changeTheLoginOfProd();
            Signal.HUP.to(process.pid());
            process.awaitPrinted(", changed=[prod]");
            service.awaitPoll();
            assertThat(told.types()).as("nothing has happened").hasSize(3);
            backup.updateTask(1002, 1, Map.of("FINISH_TABLET_COUNT", 5, "TABLET_COUNT", 10));
            told.await(message -> isOf(message, "prod") && message.is("backup.task.progressed"));
            told.await(message -> isOf(message, "stage") && message.is("backup.task.progressed"));

            assertABadOneChangesNothing(told);

            configured.keySet().removeIf(key -> key.contains("\"stage\""));
            configured.put("backupwatch.log.retention.age", "20d");
            JsonNode answer = reload();
            assertReloaded(answer, "removed", "stage", "unchanged", "prod");
            assertThat(answer.get("needsRestart"))
                    .extracting(JsonNode::asText)
                    .containsExactly("backupwatch.log.retention.age");
            told.awaitType("source.removed");
            assertOnlyProdIsKnown();

            backup.updateTask(1002, 1, Map.of("FINISH_TABLET_COUNT", 6));
            int changes = told.changes().size();
            told.awaitChanges(changes + 1);
            Service.State state = service.state();
            Awaitility.await()
                    .untilAsserted(() -> assertThat(told.fold().rows()).isEqualTo(state.rows()));
            assertThat(told.types())
                    .as("each told once, and nothing that did not happen")
                    .doesNotContain("source.degraded", "source.recovered", "source.recreated", "backup.job.lost");
            assertThat(told.types().stream().filter(type -> type.startsWith("source.")))
                    .containsExactly("source.added", "source.removed");
            told.assertGuarantees();
        }
        assertThat(process.printed()).doesNotContain("ERROR").doesNotContain(standIn.monitorPassword());
    }

    @Test
    void onlyWhoIsOnTheMachineAndSpeaksForHimselfMayAskForIt() throws Exception {
        for (String[] header : new String[][] {
            {"X-Forwarded-For", "203.0.113.7"}, {"Forwarded", "for=203.0.113.7"}, {"Origin", "https://evil.example"}
        }) {
            HttpResponse<String> refused = post(service.uri("/admin/reload"), header);
            assertThat(refused.statusCode()).as(header[0]).isEqualTo(403);
            assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(refused.body()).contains("/problems/forbidden");
        }
        Optional<InetAddress> own = anAddressOfThisMachine();
        if (own.isPresent()) {
            URI fromOutside = URI.create("http://%s:%d/admin/reload"
                    .formatted(own.get().getHostAddress(), service.base().getPort()));
            assertThat(post(fromOutside).statusCode()).isEqualTo(403);
        }
        assertThat(service.get("/admin/reload").statusCode()).isEqualTo(405);
        assertReloaded(reload(), "unchanged", "prod");
    }

    private void assertABadOneChangesNothing(Transcript told) throws Exception {
        Map<String, String> good = new TreeMap<>(configured);
        configured.put("backupwatch.clusters.\"prod\".url", "jdbc:mysql://somewhere");
        configured.put("backupwatch.clusters.\"stage\".tls", "verify-ca");
        save();
        int changes = told.changes().size();
        HttpResponse<String> refused = post(service.uri("/admin/reload"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(new ObjectMapper().readTree(refused.body()).get("mistakes").toString())
                .contains("url must look like mysql://host:2881/oceanbase")
                .contains("because tls is verify-ca or verify-identity");
        configured.put("backupwatch.clusters.\"prod\".usrename", "x");
        save();
        Signal.HUP.to(process.pid());
        process.awaitPrinted("usrename");
        assertThat(process.printed()).contains("WARN", "the configuration was read anew and cannot be used");
        service.awaitPoll();
        assertThat(told.changes()).hasSize(changes);
        configured.clear();
        configured.putAll(good);
    }

    private void assertOnlyProdIsKnown() {
        JsonNode clusters = service.json("/api/v1/clusters").get("clusters");
        assertThat(clusters).extracting(cluster -> cluster.get("name").asText()).containsExactly("prod");
        assertThat(service.get("/q/metrics").body())
                .contains("cluster=\"prod\"")
                .as("what was done is counted on, but how it stands is told of nobody who is gone")
                .doesNotContainPattern("backupwatch_(backup|source)_[^\n]*cluster=\"stage\"");
        assertThat(service.get("/api/v1/events?cluster=stage").statusCode()).isEqualTo(400);
    }

    private static void assertReloaded(JsonNode answer, String... expected) {
        Map<String, List<String>> names = new TreeMap<>();
        for (String what : List.of("added", "changed", "removed", "unchanged")) {
            names.put(what, List.of());
        }
        for (int i = 0; i < expected.length; i += 2) {
            names.put(expected[i], List.of(expected[i + 1]));
        }
        names.forEach((what, of) -> assertThat(answer.get(what))
                .as("%s in %s", what, answer)
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(of));
        assertThat(answer.get("performed").asBoolean()).isTrue();
    }

    private JsonNode reload() throws Exception {
        save();
        HttpResponse<String> answer = post(service.uri("/admin/reload"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private static HttpResponse<String> post(URI uri, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private void add(String name) {
        StandInCluster.settings(standIn)
                .forEach((key, value) -> configured.put(key.replace("\"prod\"", "\"" + name + "\""), value));
    }

    private void changeTheLoginOfProd() throws IOException {
        configured.put("backupwatch.clusters.\"prod\".username", "other");
        configured.put("backupwatch.clusters.\"prod\".password", "o");
        save();
    }

    private void save() throws IOException {
        ConfigFile.write(folder, configured);
    }

    private static boolean isOf(Received message, String cluster) {
        return message.json().get("source").asText().equals("/clusters/" + cluster);
    }

    private static Optional<InetAddress> anAddressOfThisMachine() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst();
    }

    private static void execute(String sql) throws SQLException {
        try (Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }
}
