package dev.backupwatch.diff;

import dev.backupwatch.event.TenantId;
import dev.backupwatch.event.Trouble;
import java.util.List;
import java.util.Optional;

/** What one poll gave us. A poll that failed half way is {@link Incomplete}, never a smaller observation. */
public sealed interface PollOutcome {

    record Complete(Observation observation, ClusterFacts facts) implements PollOutcome {}

    /**
     * Some groups of tenants were read, each completely, and of the others nothing is known.
     *
     * @param parts no tenant is in two of them; none if no group answered
     */
    record Partial(List<Observation> parts, ClusterFacts facts, Unread unread) implements PollOutcome {

        public Partial {
            parts = List.copyOf(parts);
        }
    }

    /**
     * What was not read.
     *
     * @param failed groups that were asked and did not answer
     * @param skipped groups that were not asked any more, because too many had failed
     * @param trouble of the first that failed; absent if all answered
     */
    record Unread(List<List<TenantId>> failed, List<List<TenantId>> skipped, Optional<Trouble> trouble) {

        public Unread {
            failed = List.copyOf(failed);
            skipped = List.copyOf(skipped);
        }
    }

    /**
     * @param isFleeting whether the very next attempt may well succeed, as when the server had closed an idle connection
     */
    record Incomplete(Trouble trouble, boolean isFleeting) implements PollOutcome {}
}
