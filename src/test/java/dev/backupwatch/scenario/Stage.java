package dev.backupwatch.scenario;

import dev.backupwatch.demo.BackupViews;
import dev.backupwatch.demo.StandIn;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.source.ClusterTarget;
import dev.backupwatch.source.MySqlSource;
import dev.backupwatch.source.Secret;
import dev.backupwatch.source.SourceConfig;
import dev.backupwatch.story.Fork;
import dev.backupwatch.story.ManualClock;
import io.vertx.mutiny.core.Vertx;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one database on which all scenarios are played, as whichever OceanBase is wanted, and the source that reads it. */
final class Stage implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final StandIn standIn;
    private final Connection admin;
    private BackupViews views;
    private @Nullable OceanBase played;
    private @Nullable MySqlSource source;
    private Instant databaseTime = Instant.EPOCH;
    private volatile ManualClock clock = new ManualClock();

    private Stage(StandIn standIn) throws SQLException {
        this.standIn = standIn;
        this.admin = standIn.connect();
        this.views = new BackupViews(admin);
        // Before 4.2, END_TIMESTAMP is text in its reader's zone; here it is text in its writer's.
        execute("SET time_zone = '+00:00'");
    }

    static Stage open() {
        try {
            return new Stage(StandIn.start(Fork.folder("scenarios"), OceanBase.V4_3_0_1.setup()));
        } catch (SQLException failure) {
            throw new IllegalStateException("no connection to the stand-in", failure);
        }
    }

    /** An empty cluster of that version, with its tenants; its clock and ours stand at the manual clock's start. */
    Cluster play(OceanBase version) throws SQLException {
        clock = new ManualClock();
        if (version != played) {
            standIn.become(version.setup());
            views = new BackupViews(admin);
            played = version;
            connectAnew(ManualClock.START);
        } else if (!databaseTime.equals(ManualClock.START)) {
            connectAnew(ManualClock.START);
        }
        return Cluster.of(this, version);
    }

    /** The database's clock is each connection's own here: it is set while the source connects, and stands still then. */
    void connectAnew(Instant now) throws SQLException {
        databaseTime = now;
        execute("SET GLOBAL init_connect = 'SET timestamp = %d'".formatted(now.getEpochSecond()));
        if (source != null) {
            source.close();
        }
        source = new MySqlSource(vertx, target(), () -> clock.instant());
    }

    MySqlSource source() {
        if (source == null) {
            throw new IllegalStateException("nothing is played yet");
        }
        return source;
    }

    ManualClock clock() {
        return clock;
    }

    BackupViews views() {
        return views;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }

    ClusterTarget target() {
        return new ClusterTarget(
                new ClusterName("prod"),
                new ClusterTarget.Address("127.0.0.1", standIn.port()),
                new ClusterTarget.Login(
                        StandIn.MONITOR, new Secret(standIn.monitorPassword()), SourceConfig.Scope.AUTO),
                new ClusterTarget.Encryption(SourceConfig.Tls.DISABLED, Optional.empty()),
                new ClusterTarget.Pace(
                        Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(10)));
    }

    @Override
    public void close() throws SQLException {
        if (source != null) {
            source.close();
        }
        admin.close();
        vertx.closeAndAwait();
        standIn.close();
    }
}
