package dev.backupwatch.wirefault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.backupwatch.demo.BackupViews;
import dev.backupwatch.demo.StandIn;
import dev.backupwatch.demo.View;
import dev.backupwatch.diff.Observation;
import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.diff.PollOutcome.Complete;
import dev.backupwatch.diff.PollOutcome.Incomplete;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.source.ClusterTarget;
import dev.backupwatch.source.ClusterTarget.Address;
import dev.backupwatch.source.ClusterTarget.Pace;
import dev.backupwatch.source.MySqlSource;
import dev.backupwatch.source.Secret;
import dev.backupwatch.source.SourceConfig;
import io.vertx.mutiny.core.Vertx;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A source that polls the stand-in through the proxy. However a test ends, its source must leave no connection behind. */
@ExtendWith(SharedStandIn.class)
abstract class WireTest {

    /** Of one statement; long enough for any honest answer of a database on this machine. */
    static final Duration TIMEOUT = Duration.ofMillis(400);

    /** No poll may hang: far beyond what its statements may take together. */
    private static final Duration NEVER = Duration.ofSeconds(20);

    Vertx vertx;
    StandIn standIn;
    Connection admin;
    BackupViews views;
    MySqlProxy proxy;
    MySqlSource source;

    @BeforeEach
    void watch(StandIn shared) throws SQLException {
        standIn = shared;
        vertx = Vertx.vertx();
        admin = standIn.connect();
        views = new BackupViews(admin);
        for (View view : View.values()) {
            execute("DELETE FROM " + view.viewName());
        }
        watchThrough(Greeting.OBSERVER);
    }

    final void watchThrough(Greeting greeting) {
        proxy = MySqlProxy.before(standIn.port(), greeting);
        source = source();
    }

    final ClusterTarget target(String password, Duration timeout) {
        Duration unused = Duration.ofDays(1);
        return target(password, new Pace(unused, unused, unused, timeout));
    }

    /** For a whole watch, whose polls are paced. */
    final ClusterTarget pacedTarget(Duration timeout) {
        Duration second = Duration.ofSeconds(1);
        return target(standIn.monitorPassword(), new Pace(second, second, Duration.ofSeconds(30), timeout));
    }

    private ClusterTarget target(String password, Pace pace) {
        return new ClusterTarget(
                new ClusterName("prod"),
                new Address("127.0.0.1", proxy.port()),
                new ClusterTarget.Login(StandIn.MONITOR, new Secret(password), SourceConfig.Scope.AUTO),
                new ClusterTarget.Encryption(SourceConfig.Tls.DISABLED, Optional.empty()),
                pace);
    }

    @AfterEach
    void leaveNoConnection() throws SQLException {
        unwatch();
        admin.close();
        vertx.closeAndAwait();
    }

    final void unwatch() {
        source.close();
        awaitConnections(0);
        proxy.close();
    }

    /** Another source in place of the present one, through the same proxy. */
    final void beginAnew() {
        source.close();
        awaitConnections(0);
        source = source();
    }

    private MySqlSource source() {
        return new MySqlSource(vertx, target(standIn.monitorPassword(), TIMEOUT), InstantSource.system());
    }

    final void awaitConnections(int count) {
        await().atMost(NEVER).pollInterval(Duration.ofMillis(5)).until(proxy::connections, held -> held == count);
    }

    final PollOutcome poll() {
        return source.poll(new ReadsAll()).await().atMost(NEVER);
    }

    final Observation pollWell() {
        PollOutcome outcome = poll();
        assertThat(outcome).isInstanceOf(Complete.class);
        return ((Complete) outcome).observation();
    }

    /** @param code of the trouble that must be told */
    final Incomplete pollBadly(String code) {
        Incomplete incomplete = pollBadly();
        assertThat(incomplete.trouble().code())
                .as(incomplete.trouble().message())
                .isEqualTo(code);
        return incomplete;
    }

    private Incomplete pollBadly() {
        PollOutcome outcome = poll();
        assertThat(outcome).isInstanceOf(Incomplete.class);
        Incomplete incomplete = (Incomplete) outcome;
        assertThat(incomplete.trouble().message())
                .contains("prod", "127.0.0.1:" + proxy.port(), StandIn.MONITOR)
                .doesNotContain(standIn.monitorPassword());
        return incomplete;
    }

    /** What was read, without when. */
    static List<Object> rows(Observation observation) {
        return List.of(observation.live().rows(), observation.history(), observation.tenants());
    }

    final void execute(String sql) throws SQLException {
        try (Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }
}
