package dev.backupwatch.ops;

import dev.backupwatch.access.AccessConfig;
import dev.backupwatch.access.Listening;
import dev.backupwatch.source.ClusterTarget;
import dev.backupwatch.source.Clusters;
import dev.backupwatch.watch.Watch;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Checks that there is something to watch, and begins. */
@Singleton
class Startup {

    private static final Logger LOG = Logger.getLogger(Startup.class);
    private static final int NOTHING_TO_DO = 2;

    static final String WHAT_TO_SET = """
            No cluster to watch is configured. Set, for example as environment variables or in config/application.properties:
              backupwatch.clusters."prod".url=mysql://host:2881/oceanbase
              backupwatch.clusters."prod".username=monitor@sys
              backupwatch.clusters."prod".password=...""";

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofSeconds(10);

    private final List<Cancellable> begun = new CopyOnWriteArrayList<>();
    private final Clusters clusters;
    private final Watch watch;
    private final Metrics metrics;
    private final AccessConfig access;
    private final String host;

    @Inject
    Startup(
            Clusters clusters,
            Watch watch,
            Metrics metrics,
            AccessConfig access,
            @ConfigProperty(name = "quarkus.http.host") String host) {
        this.access = access;
        this.host = host;
        this.clusters = clusters;
        this.watch = watch;
        this.metrics = metrics;
    }

    void begin(@Observes StartupEvent event) {
        Optional<String> notThere = Listening.refusal(access, host);
        if (notThere.isPresent()) {
            refuse(notThere.get());
            return;
        }
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
        watch.want(targets);
        metrics.begin(watch::wanted);
        // A log that cannot be written yet, as on a full disk, is told by the watch; it begins when it can.
        // Where its right to write passes to another process it stands by, and begins again when it comes back.
        Cancellable watching = Uni.createFrom()
                .deferred(watch::start)
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LAST_RETRY)
                .indefinitely()
                .chain(watch::stoodDown)
                .repeat()
                .indefinitely()
                .subscribe()
                .with(stoodDown -> {}, failure -> LOG.error("the watch cannot begin", failure));
        begun.add(watching);
    }

    void end(@Observes ShutdownEvent event) {
        begun.forEach(Cancellable::cancel);
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
