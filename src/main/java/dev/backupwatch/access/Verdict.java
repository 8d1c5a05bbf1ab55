package dev.backupwatch.access;

import java.time.Duration;

/** Whether a request is let in. */
public sealed interface Verdict {

    record Granted(Caller caller) implements Verdict {}

    /** Nothing that was shown gives any right. The answer is to wait for that long, which may be no time at all. */
    record Refused(Duration delay) implements Verdict {

        static final Refused AT_ONCE = new Refused(Duration.ZERO);
    }

    /** Too much was guessed from that address just now. */
    record Exhausted() implements Verdict {}

    /** Who it is cannot be found out just now. */
    record Unknown() implements Verdict {}
}
