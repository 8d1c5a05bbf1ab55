package dev.backupwatch.web;

import dev.backupwatch.stream.Farewell;
import dev.backupwatch.stream.Message;
import dev.backupwatch.stream.Transport;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.function.Supplier;

/**
 * Server-sent events of a stream that a ticket opened. What a browser shows of such a stream when it reconnects is the last id
 * alone, so the stamp that lets it go on is part of each. No two of these are equal, since no two streams have the same stamps.
 */
final class StampedEvents implements HttpFraming {

    private final ServerSentEvents plain;
    private final Supplier<String> stamps;

    StampedEvents(ServerSentEvents plain, Supplier<String> stamps) {
        this.plain = plain;
        this.stamps = stamps;
    }

    @Override
    public Transport transport() {
        return plain.transport();
    }

    @Override
    public String mediaType() {
        return plain.mediaType();
    }

    /** Also who breaks off before the first cursor may come back. */
    @Override
    public String opening() {
        return plain.opening() + "id: " + stamp() + "\n\n";
    }

    @Override
    public ByteBuf frame(List<Message> messages) {
        return plain.frame(messages, stamp());
    }

    @Override
    public ByteBuf frame(Message.Part part) {
        return plain.frame(part);
    }

    @Override
    public ByteBuf frame(Farewell farewell) {
        return plain.frame(farewell);
    }

    private String stamp() {
        return StreamParameters.STAMPED + stamps.get();
    }
}
