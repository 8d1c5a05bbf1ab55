package dev.backupwatch.web;

import dev.backupwatch.event.Cursor;
import dev.backupwatch.stream.Farewell;
import dev.backupwatch.stream.Message;
import dev.backupwatch.stream.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Server-sent events of a stream that a ticket opened. What a browser shows of such a stream when it reconnects is the last id
 * alone, so the stamp that lets it go on is part of that: after each write an id follows without data, which tells no event.
 * No two of these are equal, since no two streams have the same stamps.
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
        return plain.opening() + id("");
    }

    @Override
    public ByteBuf frame(List<Message> messages) {
        ByteBuf framed = plain.frame(messages);
        Optional<Cursor> last =
                messages.stream().flatMap(message -> message.cursor().stream()).reduce((earlier, later) -> later);
        if (last.isEmpty()) {
            return framed;
        }
        String id = id(last.get().toString());
        ByteBuf both = ByteBufAllocator.DEFAULT.directBuffer(framed.readableBytes() + id.length());
        both.writeBytes(framed);
        framed.release();
        Bytes.append(both, id);
        return both;
    }

    @Override
    public ByteBuf frame(Message.Part part) {
        return plain.frame(part);
    }

    @Override
    public ByteBuf frame(Farewell farewell) {
        return plain.frame(farewell);
    }

    private String id(String cursor) {
        return "id: " + cursor + StreamParameters.STAMPED + stamps.get() + "\n\n";
    }
}
