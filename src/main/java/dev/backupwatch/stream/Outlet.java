package dev.backupwatch.stream;

import java.util.List;

/**
 * What a transport offers one subscriber. All calls come on the subscriber's own thread, and the transport calls
 * {@link Subscriber#wake} when it can take more.
 */
public interface Outlet {

    /** Whether the socket takes more now. Nothing is written while it does not: a stalled reader costs a number, not memory. */
    boolean isReady();

    void write(List<Message> messages);

    void end();
}
