package dev.backupwatch.stream;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a stream is told before its changes: messages, and after them the snapshot that it reads. */
final class Prelude {

    private final Framing framing;
    private final Controls controls;
    private final Deque<Message> messages;
    private Snapshots.@Nullable Reading snapshot;

    Prelude(Framing framing, Controls controls, List<Message> messages) {
        this.framing = framing;
        this.controls = controls;
        this.messages = new ArrayDeque<>(messages);
    }

    void add(Message message) {
        messages.add(message);
    }

    void begin(Snapshots.Reading opened) {
        snapshot = opened;
    }

    boolean isOver() {
        return messages.isEmpty() && snapshot == null;
    }

    /** The next bytes, which the caller releases; empty if the snapshot has expired. Not to be asked when it is over. */
    Optional<ByteBuf> next() {
        if (!messages.isEmpty() || snapshot == null) {
            return Optional.of(framing.frame(List.of(messages.remove())));
        }
        Optional<ByteBuf> part = snapshot.next();
        if (part.isEmpty()) {
            close();
        }
        return part.map(rest -> framing.frame(controls.snapshot(rest)));
    }

    /** The snapshot whose last part was the latest that was told; once. */
    Optional<Snapshot> completed() {
        if (snapshot == null || !snapshot.isAtEnd()) {
            return Optional.empty();
        }
        Snapshot read = snapshot.snapshot();
        close();
        return Optional.of(read);
    }

    /** Nothing more of a snapshot is read. */
    void close() {
        if (snapshot != null) {
            snapshot.close();
            snapshot = null;
        }
    }
}
