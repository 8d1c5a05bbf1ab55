package dev.backupwatch.stream;

import dev.backupwatch.wire.ControlEncoder.Bookmark;
import dev.backupwatch.wire.ControlEncoder.SnapshotPart;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/** The messages of a snapshot, each encoded only when the socket takes it. */
final class SnapshotMessages implements Iterator<Message> {

    private final Deque<Supplier<Message>> left;

    private SnapshotMessages(Deque<Supplier<Message>> left) {
        this.left = left;
    }

    static SnapshotMessages of(List<Message> before, List<SnapshotPart> parts, Controls controls, Bookmark complete) {
        Deque<Supplier<Message>> messages = new ArrayDeque<>();
        before.forEach(message -> messages.add(() -> message));
        parts.forEach(part -> messages.add(() -> controls.snapshot(part)));
        messages.add(() -> controls.bookmark(complete));
        return new SnapshotMessages(messages);
    }

    @Override
    public boolean hasNext() {
        return !left.isEmpty();
    }

    @Override
    public Message next() {
        return left.remove().get();
    }
}
