package dev.backupwatch.event;

import java.time.Instant;

/** One value of one column, in the form in which it is told. */
public sealed interface Cell {

    Cell NOTHING = new Nothing();

    /** An integer: a number to subscribers. */
    record Whole(long value) implements Cell {}

    /** Text, and every number that JavaScript cannot hold exactly: decimals as the database prints them, and SCNs. */
    record Text(String value) implements Cell {}

    /** A moment, whatever the session's time zone was. */
    record Moment(Instant value) implements Cell {}

    /** SQL's NULL, and the {@code ''} with which 4.0 and 4.1 say that a job has not ended. */
    record Nothing() implements Cell {}

    static Cell of(long value) {
        return SmallWholes.of(value);
    }

    static Cell of(String value) {
        return new Text(value);
    }

    static Cell of(Instant value) {
        return new Moment(value);
    }
}
