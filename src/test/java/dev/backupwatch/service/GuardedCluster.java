package dev.backupwatch.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backupwatch.demo.BackupViews;
import dev.backupwatch.demo.StandIn;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * Two clusters, {@code prod} and {@code stage}, in which the same goes on, and the packaged service that lets only those see
 * them who show who they are.
 */
final class GuardedCluster implements AutoCloseable {

    static final String OF_ALL = "t-of-all";
    static final String OF_PROD = "t-of-prod";
    static final String OF_ORDERS = "t-of-orders";
    static final String ENDED = "t-ended";
    static final String WRONG = "t-of-nobody";

    /** A job of orders, and the last thing that is told. */
    static final String LAST = "backup/1002/99";

    static final String KEY = "a key that every replica of this test has";

    static final String ORIGIN = "https://ops.example.com";

    private final StandIn standIn;
    private final boolean isOwn;
    private final Connection admin;
    private final Path log = Path.of(StandInCluster.ownLog());
    private final Map<String, String> tokens = new HashMap<>();
    private final Map<String, String> more;
    private PackagedService process;
    private Service service;

    private GuardedCluster(StandIn standIn, boolean isOwn, Map<String, Instant> ends, Map<String, String> more)
            throws SQLException {
        this.standIn = standIn;
        this.isOwn = isOwn;
        this.more = more;
        this.admin = standIn.connect();
        token("all", OF_ALL, Map.of("admin", "true"));
        token("prod", OF_PROD, Map.of("clusters", "prod"));
        token("orders", OF_ORDERS, Map.of("clusters", "prod", "tenants", "orders,1006"));
        token("ended", ENDED, Map.of("expires", "2026-01-01T00:00:00Z"));
        ends.forEach((token, end) -> token(token, token, Map.of("expires", end.toString())));
        this.process = launch();
        this.service = process.awaitListening();
    }

    /** @param folder below {@code target}; test classes run at the same time, so each has its own */
    static GuardedCluster start(String folder) throws SQLException {
        return start(folder, Map.of());
    }

    /** @param more settings of the service */
    static GuardedCluster start(String folder, Map<String, String> more) throws SQLException {
        StandIn standIn = StandInCluster.startIn(folder);
        return new GuardedCluster(standIn, true, Map.of(), more);
    }

    /**
     * On a stand-in that others use afterwards.
     *
     * @param ends by token when it ends, of some more that may see all; each bears its own name
     */
    static GuardedCluster startOn(StandIn standIn, Map<String, Instant> ends) throws SQLException {
        standIn.become(StandIn.Setup.of4301());
        StandInCluster.addTenants(standIn);
        return new GuardedCluster(standIn, false, ends, Map.of());
    }

    Service service() {
        return service;
    }

    /** Since the last start. */
    String printed() {
        return process.printed();
    }

    long pid() {
        return process.pid();
    }

    String monitorPassword() {
        return standIn.monitorPassword();
    }

    /** From the next start on. */
    void token(String name, String token, Map<String, String> rights) {
        String prefix = "backupwatch.access.tokens.\"" + name + "\".";
        tokens.keySet().removeIf(key -> key.startsWith(prefix));
        tokens.put(prefix + "sha256", Credential.sha256(token));
        rights.forEach((key, value) -> tokens.put(prefix + key, value));
    }

    /** From the next start on. */
    void revoke(String name) {
        tokens.keySet().removeIf(key -> key.startsWith("backupwatch.access.tokens.\"" + name + "\"."));
    }

    void restart() throws InterruptedException {
        process.stop();
        process = launch();
        service = process.awaitListening();
        awaitBoth();
    }

    private PackagedService launch() {
        Map<String, String> settings = new HashMap<>(tokens);
        StandInCluster.settings(standIn).forEach((key, value) -> {
            settings.put(key, value);
            settings.put(key.replace("\"prod\"", "\"stage\""), value);
        });
        settings.put("backupwatch.log.path", log.toString());
        settings.put("backupwatch.access.mode", "token");
        settings.put("backupwatch.access.key", KEY);
        settings.put("backupwatch.access.origins", ORIGIN);
        settings.put("backupwatch.stream.drain", "PT0.2S");
        settings.putAll(more);
        return PackagedService.start(settings);
    }

    HandWritten backups() {
        return new HandWritten(new BackupViews(admin));
    }

    /** A cluster backup of both tenants, which fails for billing, and afterwards a backup of orders. */
    void backUp() throws SQLException {
        HandWritten backups = backups();
        backups.beginCluster(7, 1002, 1004);
        backups.beginUnder(7, 1002, 8);
        backups.beginUnder(7, 1004, 9);
        awaitTold("backup/1004/9");
        backups.move(1004, 9, HandWritten.major(4, 40, 4096));
        backups.fail(1004, 9, -4009, "IO error of billing");
        backups.complete(1002, 8);
        awaitEnded("backup/1004/9");
        awaitEnded("backup/1002/8");
        backups.begin(1002, 99, Map.of());
        awaitTold(LAST);
    }

    /** In both clusters. */
    void awaitTold(String subject) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> jobs("running").split("\"" + subject + "\"", -1).length >= 3);
    }

    private void awaitEnded(String subject) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> jobs("ended").split("\"" + subject + "\"", -1).length >= 3);
    }

    private String jobs(String state) {
        return service.get("/api/v1/jobs?state=" + state, "Authorization", "Bearer " + OF_ALL)
                .body();
    }

    /** Until both clusters have been read since now. */
    void awaitBoth() {
        Instant now = Instant.now();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            String clusters = service.get("/api/v1/clusters", "Authorization", "Bearer " + OF_ALL)
                    .body();
            var read = new ObjectMapper().readTree(clusters).path("clusters");
            return read.size() == 2
                    && read.findValuesAsText("asOf").stream()
                                    .filter(asOf -> Instant.parse(asOf).isAfter(now))
                                    .count()
                            == 2;
        });
    }

    @Override
    public void close() throws SQLException {
        process.close();
        admin.close();
        if (isOwn) {
            standIn.close();
        }
    }
}
