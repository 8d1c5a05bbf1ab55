package dev.backupwatch.watch;

import dev.backupwatch.diff.ClusterFacts;
import dev.backupwatch.diff.LifeStep;
import dev.backupwatch.diff.Lives;
import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.SourceEvent;
import dev.backupwatch.event.SourceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the watch remembers of one cluster between polls. Decides; performs no I/O.
 *
 * @param failures how many polls in a row were incomplete
 * @param source as last told
 * @param asOf when the last complete poll completed; absent before the first
 * @param facts as the last complete poll learned them
 */
record WatchState(
        Lives lives,
        int failures,
        SourceState source,
        @Nullable Instant asOf,
        ClusterFacts facts) {

    /** A connection that the server had closed costs one poll; it is worth telling when the next one fails too. */
    private static final int FAILURES_OF_NOTE = 2;

    /**
     * @param toAppend changes that the log must accept before the watch may adopt {@code next}
     * @param touched the keys whose told row differs between this state and {@code next}
     * @param next the state to adopt once {@code toAppend} is committed, and not a moment earlier
     */
    record Step(List<ChangeEvent> toAppend, Set<RowKey> touched, WatchState next) {}

    static WatchState initial(Lives lives) {
        return new WatchState(lives, 0, SourceState.STARTING, null, ClusterFacts.UNKNOWN);
    }

    Step on(PollOutcome outcome) {
        return outcome instanceof PollOutcome.Complete complete
                ? onComplete(complete)
                : onIncomplete((PollOutcome.Incomplete) outcome);
    }

    private Step onComplete(PollOutcome.Complete poll) {
        LifeStep step = lives.on(poll.observation());
        List<ChangeEvent> events = new ArrayList<>();
        if (source == SourceState.DEGRADED) {
            events.add(new SourceEvent(lives.cluster(), EventType.SOURCE_RECOVERED, null));
        }
        events.addAll(step.events());
        return new Step(
                List.copyOf(events),
                step.touched(),
                new WatchState(
                        step.next(), 0, SourceState.OK, poll.observation().at(), poll.facts()));
    }

    /** We know nothing about the rows that we failed to read, so they keep their last known values. */
    private Step onIncomplete(PollOutcome.Incomplete poll) {
        int failed = failures + 1;
        boolean isOfNote = !poll.isFleeting() || failed >= FAILURES_OF_NOTE;
        if (source == SourceState.DEGRADED || !isOfNote) {
            return new Step(List.of(), Set.of(), new WatchState(lives, failed, source, asOf, facts));
        }
        var degraded = new SourceEvent(lives.cluster(), EventType.SOURCE_DEGRADED, poll.trouble());
        return new Step(List.of(degraded), Set.of(), new WatchState(lives, failed, SourceState.DEGRADED, asOf, facts));
    }

    /** Whether a backup runs, as far as we know, or much is still to be told. */
    boolean isActive() {
        return !lives.told().isEmpty() || lives.isCatchingUp();
    }
}
