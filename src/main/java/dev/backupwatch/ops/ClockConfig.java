package dev.backupwatch.ops;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The clock that everybody is handed. */
@ConfigMapping(prefix = "backupwatch.clock")
public interface ClockConfig {

    /** How far from the machine's clock it runs, ahead or (as in PT-1H) behind: to try what a clock that is wrong does. */
    @WithDefault("0s")
    Duration offset();
}
