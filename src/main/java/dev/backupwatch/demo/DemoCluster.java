package dev.backupwatch.demo;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.source.ClusterProvider;
import dev.backupwatch.source.ClusterTarget;
import dev.backupwatch.source.Secret;
import dev.backupwatch.source.SourceConfig;
import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** A cluster to watch where none is configured: a stand-in with backups running in it. Dev mode only. */
@IfBuildProfile("dev")
@Singleton
class DemoCluster implements ClusterProvider {

    private static final Logger LOG = Logger.getLogger(DemoCluster.class);

    /** So that five minutes are enough to see what is worth a look. Full ones have earlier ones to be compared with. */
    static final List<Course> FIRST_BACKUPS = List.of(
            Course.of(TenantCourse.IS_SKIPPED, TenantCourse.STALLS).inFull(),
            Course.of(TenantCourse.FAILS, TenantCourse.IS_SLOW).inFull());

    private final DemoConfig config;
    private final InstantSource clock;
    private final int port;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    @Inject
    DemoCluster(DemoConfig config, InstantSource clock, @ConfigProperty(name = "quarkus.http.port") int port) {
        this.config = config;
        this.clock = clock;
        this.port = port;
    }

    @Override
    public List<ClusterTarget> clusters() {
        if (!config.enabled()) {
            return List.of();
        }
        Path folder = config.folder().toAbsolutePath();
        LOG.info("No cluster is configured: a stand-in OceanBase starts, which takes some seconds");
        StandIn standIn = StandIn.start(
                folder.resolve("oceanbase"), StandIn.Setup.of4301().keepingProgramsIn(folder.resolve("mariadb")));
        running.push(standIn);
        simulate(standIn);
        tellWhereToLook();
        return List.of(target(standIn));
    }

    @PreDestroy
    void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception failure) {
                LOG.warn("the demo did not end cleanly", failure);
            }
        }
    }

    private void simulate(StandIn standIn) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "demo-backups");
            thread.setDaemon(true);
            return thread;
        });
        running.push(executor::shutdownNow);
        try {
            BackupSimulator backups = BackupSimulator.begin(standIn, clock, settings());
            running.push(backups);
            backups.runOn(executor);
        } catch (SQLException failure) {
            throw new IllegalStateException("the stand-in's backups cannot begin", failure);
        }
    }

    private BackupSimulator.Settings settings() {
        BackupSimulator.Rhythm rhythm = new BackupSimulator.Rhythm(config.pace(), config.pause());
        long seed = RandomGenerator.getDefault().nextLong();
        return new BackupSimulator.Settings(
                rhythm,
                seed,
                FIRST_BACKUPS,
                Set.of(BackupSimulator.Trait.FORGETS_A_TENANT, BackupSimulator.Trait.HAS_A_LONG_PAST));
    }

    private static ClusterTarget target(StandIn standIn) {
        return new ClusterTarget(
                new ClusterName("demo"),
                new ClusterTarget.Address("127.0.0.1", standIn.port()),
                new ClusterTarget.Login(
                        StandIn.MONITOR, new Secret(standIn.monitorPassword()), SourceConfig.Scope.AUTO),
                new ClusterTarget.Encryption(SourceConfig.Tls.DISABLED, Optional.empty()),
                new ClusterTarget.Pace(
                        Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(10)));
    }

    private void tellWhereToLook() {
        LOG.infof("""
                The demo cluster backs up three tenants again and again. Watch it:
                  curl -N localhost:%1$d/api/v1/events
                  curl -N -H 'Accept: text/plain' localhost:%1$d/api/v1/events
                  curl localhost:%1$d/api/v1/jobs""", port);
    }
}
