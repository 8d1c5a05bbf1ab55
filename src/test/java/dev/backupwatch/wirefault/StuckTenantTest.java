package dev.backupwatch.wirefault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.demo.View;
import dev.backupwatch.demo.ViewKey;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.source.MySqlSource;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.watch.SteppedWatch;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OceanBase asks one tenant after the other, so one that is stuck holds up every statement that reads it. */
class StuckTenantTest extends WireTest {

    private static final ClusterName PROD = new ClusterName("prod");
    private static final Pattern NAMES_1004 = Pattern.compile("TENANT_ID IN \\([^)]*\\b1004\\b");

    private final ManualClock clock = new ManualClock();
    private SteppedWatch watch;

    @BeforeEach
    void threeTenantsAreBackedUp() throws SQLException {
        new BackupRows(views).written();
        for (long tenant : List.of(1004L, 1006L)) {
            views.insert(
                    View.TENANTS,
                    Map.of(
                            "TENANT_ID",
                            tenant,
                            "TENANT_NAME",
                            "t" + tenant,
                            "TENANT_TYPE",
                            "USER",
                            "STATUS",
                            "NORMAL"));
            views.insert(
                    View.JOBS,
                    Map.of("TENANT_ID", tenant, "JOB_ID", 1, "START_TIMESTAMP", BackupRows.START, "STATUS", "DOING"));
        }
        watch = new SteppedWatch(pacedTarget(TIMEOUT), new MySqlSource(vertx, pacedTarget(TIMEOUT), clock), clock);
        // The first connection of a cold JVM may take longer than the short time-out allows.
        for (int poll = 0; poll < 10 && attested().asOf() == null; poll++) {
            watch.poll();
        }
    }

    @AfterEach
    void stopTheWatch() {
        watch.close();
    }

    @Test
    void afterThreePollsInVainTheOthersAreReadAndTheStuckTenantIsNamed() throws SQLException {
        Instant lastWhole = Objects.requireNonNull(attested().asOf());
        proxy.always(StuckTenantTest::isHeldUp, Fault.NEVER_ANSWER);
        status(1002, 8, "CANCELING");
        status(1004, 1, "CANCELING");
        polls(8);

        assertThat(told("status_changed")).containsExactly("backup/1002/8");
        assertThat(degraded()).last().asString().contains("read: t1004 (1004); all others");
        assertThat(attested().asOf()).isEqualTo(lastWhole);
        assertThat(attested().state()).isEqualTo(SourceState.DEGRADED);
        assertThat(told("lost")).isEmpty();
    }

    @Test
    void onceTheTenantAnswersAllIsReadAtOnceAgainAndNothingWasMissed() throws SQLException {
        proxy.always(StuckTenantTest::isHeldUp, Fault.NEVER_ANSWER);
        polls(8);
        status(1004, 1, "CANCELING");
        views.update(View.JOBS, new ViewKey(1006, 1), ended());
        views.moveToHistory(new ViewKey(1006, 1), List.of());
        polls(1);
        assertThat(told("canceled")).containsExactly("backup/1006/1");
        assertThat(told("status_changed")).isEmpty();
        proxy.calm();
        polls(2);

        assertThat(told("status_changed")).containsExactly("backup/1004/1");
        assertThat(attested().state()).isEqualTo(SourceState.OK);
        proxy.forgetStatements();
        polls(1);
        assertThat(proxy.statements()).noneMatch(sql -> sql.contains(" IN ("));
    }

    @Test
    void aServerThatIsGoneAltogetherIsNotAskedGroupByGroup() {
        proxy.closeConnections();
        proxy.acceptWithoutGreeting();
        polls(5);
        proxy.calm();
        proxy.forgetStatements();
        polls(3);

        assertThat(attested().state()).isEqualTo(SourceState.OK);
        assertThat(degraded()).noneMatch(json -> json.contains("tenants_unread"));
    }

    private void polls(int count) {
        for (int poll = 0; poll < count; poll++) {
            watch.poll();
        }
    }

    private static boolean isHeldUp(String sql) {
        boolean reads = sql.contains("FROM oceanbase.CDB_OB_");
        return reads
                && (!sql.contains("TENANT_ID IN (") || NAMES_1004.matcher(sql).find());
    }

    private void status(long tenant, long job, String status) throws SQLException {
        views.update(View.JOBS, new ViewKey(tenant, job), Map.of("STATUS", status));
    }

    private static Map<String, Object> ended() {
        return Map.of("STATUS", "CANCELED", "RESULT", -4072, "END_TIMESTAMP", BackupRows.END);
    }

    private List<String> told(String verb) {
        return watch.events().stream()
                .filter(event -> event.facets().type().shortName().endsWith("." + verb))
                .map(event -> Objects.requireNonNull(event.facets().identity()).subject())
                .toList();
    }

    private List<String> degraded() {
        return watch.events().stream()
                .filter(event -> event.facets().type().shortName().equals("source.degraded"))
                .map(LoggedEvent::json)
                .map(Object::toString)
                .toList();
    }

    private SourceAttestation attested() {
        return Objects.requireNonNull(watch.state().attested().sources().get(PROD));
    }
}
