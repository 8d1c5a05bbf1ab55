package dev.backupwatch.service;

import static dev.backupwatch.service.ClusterBackup.ended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.demo.BackupViews;
import dev.backupwatch.demo.StandIn;
import dev.backupwatch.demo.View;
import dev.backupwatch.demo.ViewKey;
import dev.backupwatch.story.LogTap;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real MariaDB driven by SQL, the real service, a real SSE client and a real WebSocket client: one life of everything. */
@QuarkusTest
@QuarkusTestResource(value = StandInCluster.class, restrictToAnnotatedClass = true)
class WholeClusterBackupTest {

    /** One SQL statement or transaction. */
    private interface Change {
        void apply() throws SQLException;
    }

    @TestHTTPResource
    URI base;

    StandIn standIn;
    Connection admin;
    ClusterBackup backup;
    Service service;
    ServerLog serverLog;
    final List<String> expected = new ArrayList<>(List.of("source.added"));

    @BeforeEach
    void connect() throws SQLException {
        admin = standIn.connect();
        backup = new ClusterBackup(new BackupViews(admin));
        service = new Service(base);
        serverLog = new ServerLog(admin);
        serverLog.begin();
    }

    @AfterEach
    void disconnect() throws SQLException {
        admin.close();
    }

    @Test
    void everyEventOfAWholeClusterBackupArrivesOnceInOrderOnEveryTransport() throws Exception {
        try (LogTap printed = LogTap.open();
                SseClient sse = SseClient.open(service.uri("/api/v1/events?cursor=oldest"));
                SocketClient socket = SocketClient.open(service.uri("/api/v1/events/ws?cursor=oldest"))) {
            Transcript told = sse.transcript();
            service.awaitPoll();
            backUp(told);
            cancelAndLose(told);
            breakAndMend(told);
            rebuild(told);

            assertThat(told.types()).containsExactlyElementsOf(expected);
            told.assertGuarantees();
            socket.transcript()
                    .await(message -> message.cursor().equals(last(told).cursor()));
            socket.transcript().assertGuarantees();
            assertThat(texts(socket.transcript())).isEqualTo(texts(told));
            assertThat(socket.subprotocol()).isEqualTo("cloudevents.json");
            assertGoldens(told);
            assertNoSecret(told, socket.transcript(), printed);
            serverLog.assertPasswdIsNeverRead();
        }
    }

    private void backUp(Transcript told) throws SQLException {
        step(told, () -> backup.job(1, 1, "INIT", Map.of()), "backup.job.started");
        step(told, () -> backup.updateJob(1, 1, Map.of("STATUS", "DOING")), "backup.job.status_changed");
        step(told, () -> backup.job(1002, 1, "DOING", Map.of()), "backup.job.started", "backup.job.progressed");
        step(told, () -> backup.task(1002, 1, 1), "backup.task.started");
        step(told, () -> backup.job(1004, 3, "INIT", Map.of()), "backup.job.started", "backup.job.progressed");
        step(told, () -> backup.task(1004, 2, 3), "backup.task.started");
        var major =
                Map.<String, Object>of("STATUS", "BACKUP_DATA_MAJOR", "TABLET_COUNT", 100, "MACRO_BLOCK_COUNT", 1000);
        step(told, () -> backup.updateTask(1002, 1, major), "backup.task.status_changed", "backup.job.progressed");
        var counted = Map.<String, Object>of(
                "FINISH_TABLET_COUNT",
                42,
                "FINISH_MACRO_BLOCK_COUNT",
                420,
                "OUTPUT_BYTES",
                73400320L,
                "DATA_PROGRESS",
                42);
        step(told, () -> backup.updateTask(1002, 1, counted), "backup.task.progressed", "backup.job.progressed");
        step(told, () -> backup.updateTask(1002, 1, Map.of("END_SCN", 1763661660123456789L)), "backup.task.updated");
        var comment = "(ROOTSERVICE)addr: 10.0.0.1:2882, result: -4009(IO error), trace_id: YB42";
        step(told, () -> backup.updateJob(1004, 3, Map.of("COMMENT", comment)), "backup.job.updated");
        step(told, () -> backup.updateTask(1004, 2, ended("FAILED", -4009)), "backup.task.status_changed");
        step(told, () -> backup.updateJob(1004, 3, ended("FAILED", -4009)), "backup.job.status_changed");
        step(told, () -> backup.end(1004, 3, 2), "backup.task.failed", "backup.job.failed", "backup.job.progressed");
        step(told, () -> backup.updateTask(1002, 1, ended("COMPLETED", 0)), "backup.task.status_changed");
        step(told, () -> backup.updateJob(1002, 1, ended("COMPLETED", 0)), "backup.job.status_changed");
        step(
                told,
                () -> backup.end(1002, 1, 1),
                "backup.task.completed",
                "backup.job.completed",
                "backup.job.progressed");
        step(told, () -> backup.updateJob(1, 1, ended("FAILED", -4009)), "backup.job.status_changed");
        step(told, () -> backup.views().copySysJobToHistory(new ViewKey(1, 1)), "backup.job.failed");
        step(told, () -> backup.views().removeMovedSysJob(new ViewKey(1, 1)));
    }

    private void cancelAndLose(Transcript told) throws SQLException {
        var own = Map.<String, Object>of("INITIATOR_TENANT_ID", 1002, "INITIATOR_JOB_ID", 0);
        step(told, () -> backup.job(1002, 2, "DOING", own), "backup.job.started");
        step(told, () -> backup.task(1002, 2, 2), "backup.task.started");
        step(told, () -> backup.updateJob(1002, 2, Map.of("STATUS", "CANCELING")), "backup.job.status_changed");
        step(told, () -> backup.updateTask(1002, 2, ended("CANCELED", -4072)), "backup.task.status_changed");
        step(told, () -> backup.updateJob(1002, 2, ended("CANCELED", -4072)), "backup.job.status_changed");
        step(told, () -> backup.end(1002, 2, 2), "backup.task.canceled", "backup.job.canceled");
        step(told, () -> backup.job(1004, 4, "DOING", Map.of()), "backup.job.started");
        step(told, () -> backup.task(1004, 3, 4), "backup.task.started");
        step(told, this::dropTenant1004, "backup.task.lost", "backup.job.lost");
    }

    private void breakAndMend(Transcript told) throws SQLException {
        String view = "oceanbase.CDB_OB_BACKUP_TASK_HISTORY";
        step(told, () -> backup.job(1002, 3, "DOING", Map.of()), "backup.job.started");
        execute("RENAME TABLE " + view + " TO oceanbase.AWAY");
        told.awaitType("source.degraded");
        execute("DELETE FROM oceanbase.CDB_OB_BACKUP_JOBS WHERE JOB_ID = 3");
        assertThat(service.json("/api/v1/clusters").at("/clusters/0/scope").asText())
                .isEqualTo("sys");
        // The writer attests it right after the event, but after it.
        Awaitility.await()
                .untilAsserted(() -> assertThat(service.json("/api/v1/clusters")
                                .at("/clusters/0/state")
                                .asText())
                        .isEqualTo("degraded"));
        backup.job(1002, 3, "DOING", Map.of());
        execute("RENAME TABLE oceanbase.AWAY TO " + view);
        told.awaitType("source.recovered");
        expected.addAll(List.of("source.degraded", "source.recovered"));
        settle(told);
    }

    private void rebuild(Transcript told) throws SQLException {
        step(told, this::anotherCluster, "backup.job.lost", "source.recreated", "backup.job.started");
    }

    /** It counts its jobs from 1 again, and has no history yet. */
    private void anotherCluster() throws SQLException {
        admin.setAutoCommit(false);
        backup.updateJob(1002, 3, Map.of("START_TIMESTAMP", ClusterBackup.START.plusSeconds(3600)));
        execute("DELETE FROM oceanbase.CDB_OB_BACKUP_JOB_HISTORY");
        execute("DELETE FROM oceanbase.CDB_OB_BACKUP_TASK_HISTORY");
        admin.commit();
        admin.setAutoCommit(true);
    }

    private void dropTenant1004() throws SQLException {
        admin.setAutoCommit(false);
        for (View view : View.values()) {
            backup.views().delete(view, new ViewKey(1004, view == View.TASKS ? 3 : 4));
        }
        admin.commit();
        admin.setAutoCommit(true);
    }

    /** Changes the database, waits for polls that saw it, and holds the folding law there. */
    private void step(Transcript told, Change change, String... types) throws SQLException {
        change.apply();
        expected.addAll(List.of(types));
        told.awaitChanges(expected.size());
        settle(told);
        assertThat(told.types()).containsExactlyElementsOf(expected);
    }

    private void settle(Transcript told) {
        service.awaitPoll();
        Service.State state = service.state();
        told.await(message -> message.cursor().equals(state.cursor()));
        assertThat(told.fold().rows()).isEqualTo(state.rows());
    }

    private void execute(String sql) throws SQLException {
        try (var statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void assertGoldens(Transcript told) throws Exception {
        Map<String, Received> firstOfType = new LinkedHashMap<>();
        told.changes().forEach(event -> firstOfType.putIfAbsent(event.shortType(), event));
        assertThat(firstOfType).hasSize(20);
        for (Received event : firstOfType.values()) {
            Golden.check(event);
        }
    }

    private void assertNoSecret(Transcript sse, Transcript socket, LogTap printed) {
        List<String> everything = new ArrayList<>(texts(sse));
        everything.addAll(texts(socket));
        everything.add(service.get("/api/v1/jobs").body());
        everything.add(service.get("/api/v1/tasks").body());
        everything.add(
                service.get("/api/v1/events", "Accept", "application/json").body());
        everything.addAll(printed.lines());
        assertThat(everything).noneMatch(text -> text.contains(ClusterBackup.SECRET));
        assertThat(everything).anyMatch(text -> text.contains("access_key=***"));
    }

    private static List<String> texts(Transcript transcript) {
        return transcript.changes().stream().map(Received::text).toList();
    }

    private static Received last(Transcript transcript) {
        return transcript.changes().get(transcript.changes().size() - 1);
    }
}
