package dev.backupwatch.eventlog;

import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Sequence;

/** What a log consists of: steps, and the fences between two writers' times. */
public sealed interface LogRecord {

    /** The writer's. */
    Epoch epoch();

    /** The sequence of its first event; where it has none, of the next event. */
    Sequence first();

    /** From here on only that epoch's writer may append. */
    record Fence(Epoch epoch, Sequence first) implements LogRecord {}

    record Step(Epoch epoch, Sequence first, LogStep step) implements LogRecord {}

    /** @param place after it */
    record Placed(LogPlace place, LogRecord record) {}
}
