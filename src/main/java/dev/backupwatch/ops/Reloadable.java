package dev.backupwatch.ops;

import io.smallrye.config.SmallRyeConfig;

/** A part of the service that can be given another configuration while it runs. Each bean of this type takes part in a reload. */
public interface Reloadable {

    /** Whether what this key says can be changed without a restart, as of {@code backupwatch.clusters."prod".url}. */
    boolean reads(String key);

    /** Makes of a new configuration what would have to be done, or what is wrong with it. Changes nothing. May block. */
    Prepared prepare(SmallRyeConfig fresh);
}
