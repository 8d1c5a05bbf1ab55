package dev.backupwatch.web;

import dev.backupwatch.stream.Framing;
import dev.backupwatch.stream.Message;
import dev.backupwatch.stream.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;

/**
 * WebSocket text frames (RFC 6455, 5.2), one a message, ready for the socket: what a server sends is not masked, so the same
 * bytes do for all.
 */
record SocketFrames() implements Framing {

    private static final int WHOLE_TEXT = 0x81;
    private static final int LONGEST_HEADER = 10;
    private static final int LONGEST_SHORT = 125;
    private static final int LONGEST_MEDIUM = 0xFFFF;
    private static final int MEDIUM = 126;
    private static final int LONG = 127;

    @Override
    public Transport transport() {
        return Transport.WEBSOCKET;
    }

    @Override
    public ByteBuf frame(List<Message> messages) {
        ByteBuf into = Bytes.bufferFor(messages, LONGEST_HEADER);
        for (Message message : messages) {
            appendHeader(into, message.json().size());
            Bytes.append(into, message.json());
        }
        return into;
    }

    @Override
    public ByteBuf frame(Message.Part part) {
        int head = part.head().size();
        ByteBuf before = ByteBufAllocator.DEFAULT.directBuffer(LONGEST_HEADER + head);
        appendHeader(before, head + part.rest().readableBytes());
        Bytes.append(before, part.head());
        return Bytes.joined(before, part.rest(), "");
    }

    private static void appendHeader(ByteBuf into, int length) {
        into.writeByte(WHOLE_TEXT);
        if (length <= LONGEST_SHORT) {
            into.writeByte(length);
        } else if (length <= LONGEST_MEDIUM) {
            into.writeByte(MEDIUM).writeShort(length);
        } else {
            into.writeByte(LONG).writeLong(length);
        }
    }
}
