package dev.backupwatch.source;

/**
 * What one step of a {@link ClusterCheck} found.
 *
 * @param words what is there, or what is wrong and what to do about it; no secrets
 */
public record Finding(Step step, Verdict verdict, String words) {

    /** In the order in which they are tried. */
    public enum Step {
        CONNECT,
        LOGIN,
        VERSION,
        VIEWS,
        COLUMNS,
        PRIVILEGES,
        CLOCK,
        POLL
    }

    /** What came of it. */
    public enum Verdict {
        OK,
        /** The cluster can be watched, but something of it is amiss. */
        NOTE,
        FAILED,
        /** It cannot be known before an earlier step is well. */
        NOT_TRIED
    }

    /** Whether the cluster can be watched as far as this goes. */
    public boolean isWell() {
        return verdict == Verdict.OK || verdict == Verdict.NOTE;
    }
}
