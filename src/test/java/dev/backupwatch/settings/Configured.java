package dev.backupwatch.settings;

import dev.backupwatch.eventlog.LogConfig;
import dev.backupwatch.source.SourceConfig;
import dev.backupwatch.stream.StreamConfig;
import dev.backupwatch.watch.WatchConfig;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Assertions;

/** A configuration of the service, as Quarkus would build it, of a file and of variables of the environment. */
final class Configured {

    private final Map<String, String> file = new TreeMap<>();
    private final Map<String, String> environment = new TreeMap<>();

    static Configured empty() {
        return new Configured();
    }

    /** With a cluster named prod that has all it needs. */
    static Configured sound() {
        return empty().with("backupwatch.clusters.prod.url", "mysql://ob.example:2881/oceanbase")
                .with("backupwatch.clusters.prod.username", "monitor@sys");
    }

    Configured with(String key, String value) {
        file.put(key, value);
        return this;
    }

    Configured withVariable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Of which all keys are sound. */
    SmallRyeConfig build() {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withSources(
                        new PropertiesConfigSource(file, "/etc/backupwatch/application.properties", 260),
                        new EnvConfigSource(environment, 300))
                .withMapping(LogConfig.class)
                .withMapping(SecretsConfig.class)
                .withMapping(SourceConfig.class)
                .withMapping(StreamConfig.class)
                .withMapping(WatchConfig.class)
                .withCustomizers(new Settings())
                .build();
    }

    static SourceConfig.Cluster cluster(SmallRyeConfig config, String name) {
        return Objects.requireNonNull(
                config.getConfigMapping(SourceConfig.class).clusters().get(name));
    }

    List<Mistake> mistakes() {
        return Assertions.assertThrows(MistakenException.class, this::build).mistakes();
    }

    /** Its key, value and complaint in one line each. */
    List<String> told() {
        return mistakes().stream()
                .map(mistake -> "%s = %s: %s"
                        .formatted(mistake.key(), mistake.value().orElse("(not set)"), mistake.complaint()))
                .toList();
    }
}
