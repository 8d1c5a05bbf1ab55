package dev.backupwatch.source;

/**
 * What a poll asked of the cluster.
 *
 * @param statements that were sent, whether they were answered or not
 * @param rows that came back
 */
public record PollCost(long statements, long rows) {

    public static final PollCost NONE = new PollCost(0, 0);
}
