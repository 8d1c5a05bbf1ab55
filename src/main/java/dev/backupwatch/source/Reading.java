package dev.backupwatch.source;

import dev.backupwatch.diff.ClusterFacts;
import dev.backupwatch.diff.Observation;
import dev.backupwatch.diff.PollOutcome;

/** What one session read, and of what kind of cluster. */
record Reading<T>(T seen, ClusterFacts facts) {

    static PollOutcome complete(Reading<Observation> reading) {
        return new PollOutcome.Complete(reading.seen(), reading.facts());
    }
}
