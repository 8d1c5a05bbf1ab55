package dev.backupwatch.stream;

import dev.backupwatch.event.Encoded;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One message a line: its JSON alone, as any client could read it. */
record Lines() implements Framing {

    @Override
    public Transport transport() {
        return Transport.NDJSON;
    }

    @Override
    public ByteBuf frame(List<Message> messages) {
        ByteBuf lines = Unpooled.buffer();
        messages.forEach(message -> lines.writeBytes(message.json().shared()).writeByte('\n'));
        return lines;
    }

    @Override
    public ByteBuf frame(Message.Part part) {
        return Unpooled.wrappedBuffer(
                Unpooled.wrappedBuffer(part.head().shared()), part.rest(), Unpooled.wrappedBuffer(new byte[] {'\n'}));
    }

    /** What a client that got these bytes has been told. */
    static List<Message> read(ByteBuf lines) {
        return lines.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> Told.message(new Encoded(line.getBytes(StandardCharsets.UTF_8))))
                .toList();
    }
}
