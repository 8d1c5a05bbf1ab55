package dev.backupwatch.stream;

import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.EventType;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/** One message of a stream: one CloudEvent. */
public sealed interface Message {

    Encoded json();

    /** Where a client that has it resumes; a message without one cannot be resumed from. */
    Optional<Cursor> cursor();

    /** A change event. */
    record Event(Cursor place, EventType type, Encoded json) implements Message {

        @Override
        public Optional<Cursor> cursor() {
            return Optional.of(place);
        }
    }

    /** @param name {@code snapshot}, {@code bookmark}, {@code reset}, {@code problem} or {@code subscribed} */
    record Control(String name, Encoded json, Optional<Cursor> cursor) implements Message {}

    /**
     * One part of a snapshot that many may read. It is no message of the others' kind: only its beginning is this
     * connection's own.
     *
     * @param head the beginning of its JSON, up to its id
     * @param rest what follows; whoever frames the part releases it
     */
    record Part(Encoded head, ByteBuf rest) {}
}
