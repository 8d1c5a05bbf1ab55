package dev.backupwatch.bench.readers;

import java.nio.ByteBuffer;

/**
 * An event as one reader has got it, so that the others need not look at all of it.
 *
 * @param head its first bytes on the wire, up to and with its id
 * @param length of all its bytes on the wire
 * @param json how many of them are the event itself
 * @param micros when it says that it happened, in microseconds since 1970
 */
record KnownEvent(ByteBuffer head, int length, int json, long micros) {

    /** Whether these bytes are at that place of the buffer. */
    boolean begins(ByteBuffer bytes, int at, int to) {
        int size = head.capacity();
        if (size > to - at) {
            return false;
        }
        int place = 0;
        for (; place + Long.BYTES <= size; place += Long.BYTES) {
            if (head.getLong(place) != bytes.getLong(at + place)) {
                return false;
            }
        }
        for (; place < size; place++) {
            if (head.get(place) != bytes.get(at + place)) {
                return false;
            }
        }
        return true;
    }
}
