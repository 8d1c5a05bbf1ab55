package dev.backupwatch.watch;

import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.source.PollCost;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Is told what the loops do, for those who count or trace it. It is told on the loops' threads: it returns at once and does not fail. */
public interface WatchListener {

    /** For nobody. */
    WatchListener NONE = new WatchListener() {};

    /** A poll of that cluster begins. */
    default Attempt polls(ClusterName cluster) {
        return Attempt.UNHEARD;
    }

    /** What changed in the configuration is told. */
    default Attempt configures() {
        return Attempt.UNHEARD;
    }

    /** What may lead to steps in the log. */
    interface Attempt {

        Attempt UNHEARD = new Attempt() {};

        /** The poll is over; what follows from it is not decided yet. */
        default void read(PollOutcome outcome, PollCost cost) {}

        /** It is a step's turn to be written. */
        default Append appends(List<ChangeEvent> events) {
            return Append.UNHEARD;
        }

        /** All that followed is done, or was given up. */
        default void ends() {}
    }

    /** One step on its way into the log. */
    interface Append {

        Append UNHEARD = new Append() {};

        /** What each of its events names as the trace that it belongs to (W3C Trace Context); empty where it is not traced. */
        default Optional<String> traceparent() {
            return Optional.empty();
        }

        /** @param failure absent where the step is written; with one nobody knows whether it is */
        default void ends(@Nullable Throwable failure) {}
    }
}
