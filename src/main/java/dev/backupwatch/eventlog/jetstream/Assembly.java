package dev.backupwatch.eventlog.jetstream;

import dev.backupwatch.eventlog.LogPlace;
import dev.backupwatch.eventlog.LogRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes records of their chunks, by one rule that all readers share: a record counts if all its chunks are there in their
 * order under consecutive positions. Whatever comes instead of the next chunk ends an unfinished record, which counts for
 * nothing.
 */
final class Assembly {

    private final List<Chunk> parts = new ArrayList<>();
    private long reached;

    /** @param previous the name of the record before it */
    record Whole(String previous, LogRecord.Placed placed) {}

    /** @param reached up to where the stream was read; a record begins after it */
    Assembly(long reached) {
        this.reached = reached;
    }

    /** Up to where all was seen, whether it counted or not. */
    long reached() {
        return reached;
    }

    /** @throws IOException for bytes that are no record */
    Optional<Whole> add(long position, Chunk chunk) throws IOException {
        if (!continues(position, chunk)) {
            parts.clear();
        }
        reached = position;
        if (chunk.index() != parts.size()) {
            return Optional.empty();
        }
        parts.add(chunk);
        if (!chunk.isLast()) {
            return Optional.empty();
        }
        LogRecord record = RecordForm.record(joined());
        parts.clear();
        var place = new LogPlace(position, chunk.batch());
        return Optional.of(new Whole(chunk.previous(), new LogRecord.Placed(place, record)));
    }

    private boolean continues(long position, Chunk chunk) {
        if (parts.isEmpty()) {
            return true;
        }
        Chunk before = parts.get(parts.size() - 1);
        return position == reached + 1
                && chunk.batch().equals(before.batch())
                && chunk.count() == before.count()
                && chunk.index() == before.index() + 1;
    }

    private byte[] joined() {
        var joined = new ByteArrayOutputStream();
        parts.forEach(part -> joined.writeBytes(part.bytes()));
        return joined.toByteArray();
    }
}
