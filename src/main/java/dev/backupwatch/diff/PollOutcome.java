package dev.backupwatch.diff;

import dev.backupwatch.event.Trouble;

/** What one poll gave us. A poll that failed half way is {@link Incomplete}, never a smaller observation. */
public sealed interface PollOutcome {

    record Complete(Observation observation, ClusterFacts facts) implements PollOutcome {}

    /**
     * @param isFleeting whether the very next attempt may well succeed, as when the server had closed an idle connection
     */
    record Incomplete(Trouble trouble, boolean isFleeting) implements PollOutcome {}
}
