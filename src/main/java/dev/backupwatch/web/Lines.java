package dev.backupwatch.web;

import dev.backupwatch.stream.Message;
import dev.backupwatch.stream.Transport;
import io.netty.buffer.ByteBuf;
import java.util.List;

/** One CloudEvent a line. */
record Lines() implements HttpFraming {

    private static final String END = "\n";

    @Override
    public Transport transport() {
        return Transport.NDJSON;
    }

    @Override
    public String mediaType() {
        return "application/x-ndjson";
    }

    @Override
    public ByteBuf frame(List<Message> messages) {
        ByteBuf into = Bytes.bufferFor(messages, END.length());
        for (Message message : messages) {
            Bytes.append(into, message.json());
            Bytes.append(into, END);
        }
        return into;
    }

    @Override
    public ByteBuf frame(Message.Part part) {
        return Bytes.joined(Bytes.ascii(part.head().toString()), part.rest(), END);
    }
}
