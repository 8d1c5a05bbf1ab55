package dev.backupwatch.web;

import dev.backupwatch.event.Encoded;
import dev.backupwatch.stream.Message;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;

/** Buffers outside of the heap: sockets take them as they are, however many of them share one. */
final class Bytes {

    private Bytes() {}

    /** @param around what a transport writes around one message, at most about that many bytes */
    static ByteBuf bufferFor(List<Message> messages, int around) {
        int size = 0;
        for (Message message : messages) {
            size += message.json().size() + around;
        }
        return ByteBufAllocator.DEFAULT.directBuffer(size);
    }

    static void append(ByteBuf into, String ascii) {
        ByteBufUtil.writeAscii(into, ascii);
    }

    static void append(ByteBuf into, Encoded json) {
        into.writeBytes(json.shared());
    }

    /** One after another without a copy; each is released with the whole. */
    static ByteBuf joined(ByteBuf before, ByteBuf shared, String after) {
        return after.isEmpty()
                ? Unpooled.wrappedBuffer(before, shared)
                : Unpooled.wrappedBuffer(before, shared, ascii(after));
    }

    static ByteBuf ascii(String text) {
        return ByteBufUtil.writeAscii(ByteBufAllocator.DEFAULT, text);
    }
}
