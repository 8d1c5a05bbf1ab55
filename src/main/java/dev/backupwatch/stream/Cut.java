package dev.backupwatch.stream;

import dev.backupwatch.eventlog.LoggedEvent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/** What of the log subscribers get that have the same filter and the same transport: the same bytes. */
final class Cut {

    private final Filter filter;
    private final Framing framing;
    /** A filter of hundreds of values is asked for it with every write. */
    private final int hash;

    Cut(Filter filter, Framing framing) {
        this.filter = filter;
        this.framing = framing;
        this.hash = 31 * filter.hashCode() + framing.hashCode();
    }

    /** Of those that the filter lets through; unreadable where that is none. The caller releases it. */
    ByteBuf of(List<LoggedEvent> events) {
        List<Message> accepted = new ArrayList<>();
        for (LoggedEvent event : events) {
            filter.told(event)
                    .ifPresent(json -> accepted.add(
                            new Message.Event(event.cursor(), event.facets().type(), json)));
        }
        return accepted.isEmpty() ? Unpooled.EMPTY_BUFFER : framing.frame(accepted);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Cut that
                        && hash == that.hash
                        && filter.equals(that.filter)
                        && framing.equals(that.framing));
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
