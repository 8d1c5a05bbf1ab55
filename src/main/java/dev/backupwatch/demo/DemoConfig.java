package dev.backupwatch.demo;

import io.quarkus.arc.profile.IfBuildProfile;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** The stand-in cluster of dev mode. */
@IfBuildProfile("dev")
@ConfigMapping(prefix = "backupwatch.demo")
interface DemoConfig {

    /** Dev mode only: a stand-in cluster where none is configured. */
    @WithDefault("true")
    boolean enabled();

    /** Dev mode only: about how long one tenant's backup takes that has no trouble. */
    @WithDefault("60s")
    Duration pace();

    /** Dev mode only: the rest between two cluster backups. */
    @WithDefault("15s")
    Duration pause();

    /** Dev mode only: where the stand-in lives. */
    @WithDefault("target/demo")
    Path folder();
}
