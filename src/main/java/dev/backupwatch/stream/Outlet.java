package dev.backupwatch.stream;

import io.netty.buffer.ByteBuf;

/**
 * What a transport offers one subscriber. All calls come on the subscriber's own thread, and the transport calls
 * {@link Subscriber#wake} when it can take more.
 */
public interface Outlet {

    Framing framing();

    /** Whether the socket takes more now. Nothing is written while it does not: a stalled reader costs a number, not memory. */
    boolean isReady();

    /** Another number than before says that the reader has taken something since. */
    long progress();

    /** @param bytes framed, and released when they are written */
    void write(ByteBuf bytes);

    /** Says why, as the transport can, and ends the stream; the connection too if its reader does not take that soon. */
    void end(Farewell farewell);
}
