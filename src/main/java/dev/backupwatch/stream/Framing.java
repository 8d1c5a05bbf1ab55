package dev.backupwatch.stream;

import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * How one transport wraps messages. Equal framings make equal bytes: so subscribers can share them. Whoever gets a buffer
 * releases it.
 */
public interface Framing {

    Transport transport();

    /** The messages one after another. */
    ByteBuf frame(List<Message> messages);

    /** One part of a snapshot, around the bytes that are shared: those are not copied. */
    ByteBuf frame(Message.Part part);
}
