package dev.backupwatch.diff;

/**
 * What a poll learned of the cluster beside its rows.
 *
 * @param version as OceanBase tells it; empty where it does not
 */
public record ClusterFacts(String version, Vantage vantage) {

    public static final ClusterFacts UNKNOWN = new ClusterFacts("", Vantage.UNKNOWN);
}
