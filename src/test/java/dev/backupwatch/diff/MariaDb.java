package dev.backupwatch.diff;

import dev.backupwatch.demo.StandIn;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.source.ClusterTarget;
import dev.backupwatch.source.Secret;
import dev.backupwatch.source.SourceConfig;
import dev.backupwatch.story.Fork;
import dev.backupwatch.wirefault.Greeting;
import dev.backupwatch.wirefault.MySqlProxy;
import io.vertx.mutiny.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** The one database on which all histories happen, behind a proxy that greets as an observer. */
final class MariaDb implements AutoCloseable {

    /** Of one statement; what is lost to it is lost to every fault that says nothing. */
    static final Duration TIMEOUT = Duration.ofMillis(200);

    /** Histories say themselves how long it is from one poll to the next. */
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    final Vertx vertx = Vertx.vertx();
    final Connection admin;
    final MySqlProxy proxy;
    private final StandIn standIn;

    private MariaDb(StandIn standIn) throws SQLException {
        this.standIn = standIn;
        this.admin = standIn.connect();
        this.proxy = MySqlProxy.before(standIn.port(), Greeting.OBSERVER);
        try (Statement statement = admin.createStatement()) {
            statement.execute("SET time_zone = '+00:00'");
        }
    }

    static MariaDb start() {
        try {
            return new MariaDb(StandIn.start(
                    Fork.folder("law"), StandIn.Setup.of4301().keepingProgramsIn(Path.of("target", "mariadb"))));
        } catch (SQLException failure) {
            throw new IllegalStateException("no connection to the stand-in", failure);
        }
    }

    ClusterTarget target() {
        return new ClusterTarget(
                new ClusterName("prod"),
                new ClusterTarget.Address("127.0.0.1", proxy.port()),
                new ClusterTarget.Login(
                        StandIn.MONITOR, new Secret(standIn.monitorPassword()), SourceConfig.Scope.AUTO),
                new ClusterTarget.Encryption(SourceConfig.Tls.DISABLED, Optional.empty()),
                new ClusterTarget.Pace(AT_ONCE, AT_ONCE, LifePolicy.DEFAULT.history(), TIMEOUT));
    }

    @Override
    public void close() {
        try (standIn;
                admin;
                proxy) {
            vertx.closeAndAwait();
        } catch (SQLException failure) {
            throw new IllegalStateException("the stand-in was not left in order", failure);
        }
    }
}
