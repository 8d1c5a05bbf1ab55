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

    /** Whether a stand-in is watched when no cluster is configured. */
    @WithDefault("true")
    boolean enabled();

    /** About how long the backup of one tenant takes. */
    @WithDefault("60s")
    Duration pace();

    /** How long the stand-in rests between two cluster backups. */
    @WithDefault("15s")
    Duration pause();

    /** Where the stand-in lives; wiped with it. */
    @WithDefault("target/demo")
    Path folder();
}
