package dev.backupwatch.event;

import org.jspecify.annotations.Nullable;

/**
 * How far a job or task is, as far as it can be known.
 *
 * @param timeLeft absent where neither the present speed nor earlier runs carry it
 */
public record Progress(Work work, Speed speed, @Nullable TimeLeft timeLeft) {

    /** The same work with nothing said about how fast it goes on: nothing of it moves any more. */
    public Progress atRest() {
        return new Progress(work, Speed.UNKNOWN, null);
    }
}
