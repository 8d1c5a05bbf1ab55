package dev.backupwatch.service;

import dev.backupwatch.demo.BackupViews;
import dev.backupwatch.demo.StandIn;
import dev.backupwatch.demo.View;
import dev.backupwatch.story.Fork;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A stand-in OceanBase that the service under test watches as cluster {@code prod}. */
public final class StandInCluster implements QuarkusTestResourceLifecycleManager {

    static final String POLL_INTERVAL = "100ms";

    private StandIn standIn;

    @Override
    public Map<String, String> start() {
        standIn = startIn("service-test");
        Map<String, String> settings = new TreeMap<>(settings(standIn));
        settings.put("backupwatch.log.path", ownLog());
        return settings;
    }

    /** By itself, with its tenants, in a folder of that name which is this JVM's. */
    static StandIn startIn(String folder) {
        StandIn standIn = StandIn.start(
                Fork.folder(folder), StandIn.Setup.of4301().keepingProgramsIn(Path.of("target", "mariadb")));
        addTenants(standIn);
        return standIn;
    }

    /** Another cluster than the last one's must not be taken for it. */
    static String ownLog() {
        return "target/test-logs/" + UUID.randomUUID() + "/backupwatch.db";
    }

    /** Before the service looks for the first time, so that it knows their names. */
    static void addTenants(StandIn standIn) {
        try (Connection admin = standIn.connect()) {
            var views = new BackupViews(admin);
            tenant(views, 1, "sys", "SYS");
            tenant(views, 1001, "META$1002", "META");
            tenant(views, 1002, "orders", "USER");
            tenant(views, 1003, "META$1004", "META");
            tenant(views, 1004, "billing", "USER");
        } catch (SQLException failure) {
            throw new IllegalStateException("the stand-in has no place for tenants", failure);
        }
    }

    private static void tenant(BackupViews views, long id, String name, String type) throws SQLException {
        views.insert(
                View.TENANTS, Map.of("TENANT_ID", id, "TENANT_NAME", name, "TENANT_TYPE", type, "STATUS", "NORMAL"));
    }

    static Map<String, String> settings(StandIn standIn) {
        String cluster = "backupwatch.clusters.\"prod\".";
        return Map.of(
                cluster + "url",
                "mysql://127.0.0.1:" + standIn.port() + "/oceanbase",
                cluster + "username",
                StandIn.MONITOR,
                cluster + "password",
                standIn.monitorPassword(),
                cluster + "poll.active",
                POLL_INTERVAL,
                cluster + "poll.idle",
                POLL_INTERVAL,
                cluster + "poll.history",
                "1s");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(standIn, new TestInjector.MatchesType(StandIn.class));
    }

    @Override
    public void stop() {
        standIn.close();
    }
}
