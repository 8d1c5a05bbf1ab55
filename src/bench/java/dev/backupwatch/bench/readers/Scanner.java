package dev.backupwatch.bench.readers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the events in a stream. All readers get the same bytes for the same event: one that another reader has got already
 * is told by its first bytes, and all others but the last are passed over.
 */
abstract class Scanner implements Sink {

    /** So much of a message is kept for a look at it; what is looked for is in front. */
    private static final int KEPT = 768;

    private final KnownEvents known;
    private final Audience audience;
    private final byte[] ending;

    private @Nullable KnownEvent passing;
    private long sequence;
    private int passed;

    private byte[] kept = {};
    private int length;

    /** @param ending the bytes that every event ends with */
    Scanner(KnownEvents known, Audience audience, byte[] ending) {
        this.known = known;
        this.audience = audience;
        this.ending = ending.clone();
    }

    @Override
    public final void take(ByteBuffer bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (passing == null && length == 0) {
                at += recognise(bytes, at, to);
            }
            at = passing == null ? read(bytes, at, to) : pass(passing, bytes, at, to);
        }
    }

    /**
     * Takes bytes of a message that is not known, at most up to its end.
     *
     * @return behind the last that it took
     */
    abstract int read(ByteBuffer bytes, int from, int to);

    final Audience audience() {
        return audience;
    }

    /** How many bytes of the message there are until now. */
    final int length() {
        return length;
    }

    /** Counts bytes, and keeps the first of them. */
    final void keep(ByteBuffer bytes, int from, int to) {
        int count = Math.min(to - from, KEPT - Math.min(length, KEPT));
        if (count > 0) {
            if (kept.length < length + count) {
                kept = Arrays.copyOf(kept, Math.max(length + count, Math.min(KEPT, 2 * kept.length)));
            }
            bytes.get(from, kept, length, count);
        }
        length += to - from;
    }

    /** What is kept, a character a byte. */
    final String text() {
        return new String(kept, 0, Math.min(length, KEPT), StandardCharsets.ISO_8859_1);
    }

    final void forget() {
        length = 0;
    }

    /** The message is whole. */
    final void tell(int jsonAt) {
        var message = new MessageText(text().substring(jsonAt));
        if (!message.isControl()) {
            tellEvent(message, jsonAt);
        } else if (message.isBookmark()) {
            audience.bookmark(message.cursor());
        }
        forget();
    }

    private void tellEvent(MessageText message, int jsonAt) {
        long number = message.sequence();
        KnownEvent before = known.at(number);
        if (before == null) {
            int endsOnTheWire = ending.length > 1 ? ending.length : 0;
            known.add(
                    number,
                    new KnownEvent(
                            direct(jsonAt + message.toItsId()),
                            length,
                            length - jsonAt - endsOnTheWire,
                            message.micros()));
        } else if (before.length() != length) {
            throw new BrokenStreamException(
                    "the event %d has %d bytes, and had %d".formatted(number, length, before.length()));
        }
        audience.event(number);
    }

    private ByteBuffer direct(int size) {
        return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder()).put(0, kept, 0, size);
    }

    private int recognise(ByteBuffer bytes, int at, int to) {
        KnownEvent next = known.at(audience.next());
        if (next == null || !next.begins(bytes, at, to)) {
            return 0;
        }
        passing = next;
        sequence = audience.next();
        passed = next.head().capacity();
        return passed;
    }

    private int pass(KnownEvent event, ByteBuffer bytes, int from, int to) {
        int beforeTheEnding = event.length() - ending.length;
        int at = from;
        if (passed < beforeTheEnding) {
            int count = Math.min(beforeTheEnding - passed, to - at);
            passed += count;
            at += count;
        }
        while (at < to && passed < event.length()) {
            if (bytes.get(at) != ending[passed - beforeTheEnding]) {
                throw new BrokenStreamException("the event %d does not end where it did".formatted(sequence));
            }
            passed++;
            at++;
        }
        if (passed == event.length()) {
            passing = null;
            audience.event(sequence);
        }
        return at;
    }
}
