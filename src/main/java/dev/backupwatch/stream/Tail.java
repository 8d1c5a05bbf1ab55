package dev.backupwatch.stream;

import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.Attested;
import dev.backupwatch.eventlog.LogBounds;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The newest part of the log without a gap, held once for all who read it, and bounded in bytes. One writes it at a time,
 * any number read.
 */
final class Tail {

    /** Each by the sequence before its first event. */
    private final ConcurrentSkipListMap<Sequence, Batch> batches = new ConcurrentSkipListMap<>();

    private final long mostBytes;
    private volatile Extent extent =
            new Extent(Attested.UNOPENED, Sequence.NONE, new Cursor(Attested.UNOPENED, Sequence.NONE));
    private long bytes;

    /**
     * @param epoch the newest of the log when it vouched for the head
     * @param start what is held follows it
     */
    private record Extent(Epoch epoch, Sequence start, Cursor head) {}

    /** @param mostBytes of events; the newest batch is kept whatever its size */
    Tail(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    Epoch epoch() {
        return extent.epoch();
    }

    Sequence head() {
        return extent.head().sequence();
    }

    /** Whether what follows that sequence is here, or will be as soon as it is written. */
    boolean continues(Sequence reached) {
        return !reached.isBefore(extent.start());
    }

    /** What follows that sequence next; empty where nothing does yet, and where that is no longer held. */
    Optional<Batch> after(Sequence reached) {
        Map.Entry<Sequence, Batch> entry = batches.floorEntry(reached);
        return entry == null || !entry.getValue().end().sequence().isAfter(reached)
                ? Optional.empty()
                : Optional.of(entry.getValue().after(reached));
    }

    /** A writer has opened the log since: what is held stays only if the log still vouches for it. */
    void verify(Epoch newest, LogBounds bounds) {
        if (bounds.wrote(extent.head()) && !extent.epoch().equals(Attested.UNOPENED)) {
            extent = new Extent(newest, extent.start(), extent.head());
        } else {
            beginAt(newest, bounds.headCursor());
        }
    }

    /** Adds what follows the head, or begins anew with it where retention has removed what lies between. */
    void add(Batch batch) {
        Sequence before = new Sequence(batch.first().value() - 1);
        if (!before.equals(head())) {
            beginAt(extent.epoch(), new Cursor(extent.epoch(), before));
        }
        batches.put(before, batch);
        bytes += batch.bytes();
        extent = new Extent(extent.epoch(), extent.start(), batch.end());
        while (bytes > mostBytes && batches.size() > 1) {
            Batch oldest = batches.pollFirstEntry().getValue();
            bytes -= oldest.bytes();
            extent = new Extent(extent.epoch(), oldest.end().sequence(), extent.head());
        }
    }

    private void beginAt(Epoch newest, Cursor head) {
        // In this order: who sees the new extent finds nothing old any more.
        batches.clear();
        bytes = 0;
        extent = new Extent(newest, head.sequence(), head);
    }
}
