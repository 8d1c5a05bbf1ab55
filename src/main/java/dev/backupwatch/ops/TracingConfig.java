package dev.backupwatch.ops;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** Whether polls are traced from the cluster to the streams, by OpenTelemetry. */
@ConfigMapping(prefix = "backupwatch.tracing")
public interface TracingConfig {

    /** Where OTLP over HTTP is taken, as http://collector:4318; nothing is traced where it is not set. */
    Optional<URI> endpoint();
}
