package dev.backupwatch.stream;

import java.time.Duration;
import java.time.Instant;

/** For how long a reader has taken nothing although there was something for it. */
final class Patience {

    private final Duration stallTimeout;
    private long progress;
    private Instant taken;

    Patience(Duration stallTimeout, Instant begun) {
        this.stallTimeout = stallTimeout;
        this.taken = begun;
    }

    /** There is room now; whoever fills it at once leaves none at the moments when it is asked. */
    void seesRoom(Instant now) {
        taken = now;
    }

    /** To be asked again and again: it knows only what it was shown. */
    boolean isAtItsEnd(Outlet outlet, Instant now) {
        long seen = outlet.progress();
        boolean wasSetBack = now.isBefore(taken);
        if (outlet.isReady() || seen != progress || wasSetBack) {
            progress = seen;
            taken = now;
        }
        return !now.isBefore(taken.plus(stallTimeout));
    }
}
