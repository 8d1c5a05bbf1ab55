package dev.backupwatch.ops;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The clock that everybody is handed. */
@ConfigMapping(prefix = "backupwatch.clock")
public interface ClockConfig {

    /** Runs the service's clock ahead, or ({@code PT-1H}) behind: to try what a wrong clock does. */
    @WithDefault("0s")
    Duration offset();
}
