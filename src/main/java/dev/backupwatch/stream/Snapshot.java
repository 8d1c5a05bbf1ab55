package dev.backupwatch.stream;

import dev.backupwatch.event.Cursor;
import dev.backupwatch.eventlog.Attested;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.wire.ControlEncoder;
import dev.backupwatch.wire.ControlEncoder.SnapshotPart;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The state at one cursor as a filter shows it, for all who read it. A part is encoded when the first of them takes it; its
 * rows are let go of then.
 */
final class Snapshot {

    private final Cursor cursor;
    private final Attested attested;
    private final Instant made;
    private final long bytes;
    private final List<Optional<SnapshotPart>> unencoded;
    private final List<ByteBuf> encoded = new ArrayList<>();
    private boolean isExpired;

    private Snapshot(LogState state, List<SnapshotPart> parts, Instant made) {
        this.cursor = state.cursor();
        this.attested = state.attested();
        this.made = made;
        this.bytes = parts.stream().mapToLong(SnapshotParts::bytes).sum();
        this.unencoded = new ArrayList<>(parts.stream().map(Optional::of).toList());
    }

    static Snapshot of(LogState state, Filter filter, Instant made) {
        return new Snapshot(state, SnapshotParts.of(state, filter), made);
    }

    Cursor cursor() {
        return cursor;
    }

    /** What was vouched for at its cursor. */
    Attested attested() {
        return attested;
    }

    Instant made() {
        return made;
    }

    /** What it takes of memory when all of it is encoded. */
    long bytes() {
        return bytes;
    }

    int parts() {
        return unencoded.size();
    }

    /** One part from the second member on, which the caller releases; empty when the snapshot is no longer kept. */
    synchronized Optional<ByteBuf> part(int index) {
        if (isExpired) {
            return Optional.empty();
        }
        for (int next = encoded.size(); next <= index; next++) {
            encoded.add(encode(unencoded.set(next, Optional.empty()).orElseThrow()));
        }
        return Optional.of(encoded.get(index).retainedDuplicate());
    }

    /** Nobody begins to read it any more; those who do read it must begin again. */
    synchronized void expire() {
        isExpired = true;
        encoded.forEach(ByteBuf::release);
        encoded.clear();
        // Whoever takes long to notice holds this, but no rows.
        unencoded.replaceAll(part -> Optional.empty());
    }

    private ByteBuf encode(SnapshotPart part) {
        byte[] rest = ControlEncoder.snapshotRest(made, part);
        return ByteBufAllocator.DEFAULT.directBuffer(rest.length).writeBytes(rest);
    }
}
