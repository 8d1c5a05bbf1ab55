package dev.backupwatch.stream;

import dev.backupwatch.event.Cursor;
import dev.backupwatch.eventlog.Encoded;
import dev.backupwatch.eventlog.LoggedEvent;
import java.util.Optional;

/** One message of a stream: one CloudEvent. */
public sealed interface Message {

    Encoded json();

    /** Where a client that has it resumes; a message without one cannot be resumed from. */
    Optional<Cursor> cursor();

    record Event(LoggedEvent event) implements Message {

        @Override
        public Encoded json() {
            return event.json();
        }

        @Override
        public Optional<Cursor> cursor() {
            return Optional.of(event.cursor());
        }
    }

    /** @param name {@code snapshot}, {@code bookmark}, {@code reset}, {@code problem} or {@code subscribed} */
    record Control(String name, Encoded json, Optional<Cursor> cursor) implements Message {}
}
