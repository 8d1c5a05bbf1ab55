package dev.backupwatch.source;

import java.util.List;

/** Clusters that come from elsewhere than the configuration. The demo's stand-in is one. */
public interface ClusterProvider {

    /** May block while the clusters start. Empty where this provider is not asked for. */
    List<ClusterTarget> clusters();
}
