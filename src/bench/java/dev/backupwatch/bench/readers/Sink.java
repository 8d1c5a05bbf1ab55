package dev.backupwatch.bench.readers;

import java.nio.ByteBuffer;

/** Takes bytes as they come: where one call ends means nothing. */
interface Sink {

    /**
     * The bytes from one place of the buffer to another; the buffer's own position and limit are left alone.
     *
     * @throws BrokenStreamException if they are not what they should be
     */
    void take(ByteBuffer bytes, int from, int to);
}
