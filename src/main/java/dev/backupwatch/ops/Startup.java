package dev.backupwatch.ops;

import dev.backupwatch.source.ClusterTarget;
import dev.backupwatch.source.Clusters;
import dev.backupwatch.watch.Watch;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** Checks that there is something to watch, and begins. */
@Singleton
class Startup {

    private static final Logger LOG = Logger.getLogger(Startup.class);
    private static final int NOTHING_TO_DO = 2;

    private static final String WHAT_TO_SET = """
            No cluster to watch is configured. Set, for example as environment variables or in config/application.properties:
              backupwatch.clusters."prod".url=mysql://host:2881/oceanbase
              backupwatch.clusters."prod".username=monitor@sys
              backupwatch.clusters."prod".password=...""";

    private final Clusters clusters;
    private final Watch watch;

    @Inject
    Startup(Clusters clusters, Watch watch) {
        this.clusters = clusters;
        this.watch = watch;
    }

    void begin(@Observes StartupEvent event) {
        List<ClusterTarget> targets;
        try {
            targets = clusters.targets();
        } catch (IllegalArgumentException mistakes) {
            refuse("The configuration cannot be used: " + mistakes.getMessage());
            return;
        }
        if (targets.isEmpty()) {
            refuse(WHAT_TO_SET);
            return;
        }
        watch.start(targets).subscribe().with(started -> {}, failure -> LOG.error("the watch cannot begin", failure));
    }

    void end(@Observes ShutdownEvent event) {
        watch.stop();
    }

    /** Only the production artifact exits: dev mode waits for a better configuration, and a test for its own. */
    private static void refuse(String reason) {
        LOG.error(reason);
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            Quarkus.asyncExit(NOTHING_TO_DO);
        }
    }
}
