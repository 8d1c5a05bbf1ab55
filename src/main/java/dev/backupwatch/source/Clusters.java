package dev.backupwatch.source;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.source.ClusterTarget.Address;
import dev.backupwatch.source.ClusterTarget.Encryption;
import dev.backupwatch.source.ClusterTarget.Login;
import dev.backupwatch.source.ClusterTarget.Pace;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/** The clusters to watch: those that are configured, and where there are none, those that a provider has. */
@Singleton
public class Clusters {

    private final SourceConfig config;
    private final Instance<ClusterProvider> providers;
    /** Once they have started. */
    private final AtomicReference<List<ClusterTarget>> provided = new AtomicReference<>(List.of());

    @Inject
    Clusters(SourceConfig config, Instance<ClusterProvider> providers) {
        this.config = config;
        this.providers = providers;
    }

    /**
     * Blocks while a provider starts its clusters.
     *
     * @throws IllegalArgumentException with every mistake in the configuration, each with its key
     */
    public List<ClusterTarget> targets() {
        return targets(config);
    }

    /** The same by another configuration than this process was started with. */
    public List<ClusterTarget> targets(SourceConfig configuration) {
        List<ClusterTarget> configured = configured(configuration);
        return configured.isEmpty() ? provided() : configured;
    }

    private List<ClusterTarget> provided() {
        List<ClusterTarget> known = Objects.requireNonNull(provided.get());
        if (!known.isEmpty()) {
            return known;
        }
        List<ClusterTarget> begun = providers.stream()
                .flatMap(provider -> provider.clusters().stream())
                .toList();
        provided.set(begun);
        return begun;
    }

    /**
     * Only those that are configured.
     *
     * @throws IllegalArgumentException with every mistake in the configuration, each with its key
     */
    public static List<ClusterTarget> configured(SourceConfig configuration) {
        List<ClusterTarget> targets = new ArrayList<>();
        List<String> mistakes = new ArrayList<>();
        for (Map.Entry<String, SourceConfig.Cluster> cluster : new TreeMap<>(configuration.clusters()).entrySet()) {
            try {
                targets.add(target(cluster.getKey(), cluster.getValue()));
            } catch (IllegalArgumentException mistake) {
                mistakes.add("backupwatch.clusters.\"%s\": %s".formatted(cluster.getKey(), mistake.getMessage()));
            }
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", mistakes));
        }
        return List.copyOf(targets);
    }

    private static ClusterTarget target(String name, SourceConfig.Cluster cluster) {
        var encryption = new Encryption(cluster.tls(), cluster.tlsTrust().map(Path::toString));
        boolean verifies = cluster.tls().name().startsWith("VERIFY");
        if (verifies && cluster.tlsTrust().isEmpty()) {
            throw new IllegalArgumentException("tls=" + cluster.tls() + " needs tls-trust, a PEM file");
        }
        return new ClusterTarget(
                new ClusterName(name),
                Address.of(cluster.url()),
                new Login(cluster.username(), new Secret(cluster.password().orElse("")), cluster.scope()),
                encryption,
                new Pace(
                        cluster.poll().active(),
                        cluster.poll().idle(),
                        cluster.poll().history(),
                        cluster.timeout()));
    }
}
