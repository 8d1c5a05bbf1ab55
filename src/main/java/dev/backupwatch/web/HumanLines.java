package dev.backupwatch.web;

import dev.backupwatch.event.Encoded;
import dev.backupwatch.stream.Message;
import dev.backupwatch.stream.Transport;
import dev.backupwatch.wire.HumanLine;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One human line an event, for a terminal. */
record HumanLines(String language) implements HttpFraming {

    @Override
    public Transport transport() {
        return Transport.TEXT;
    }

    @Override
    public String mediaType() {
        return "text/plain;charset=UTF-8";
    }

    @Override
    public ByteBuf frame(List<Message> messages) {
        var text = new StringBuilder();
        for (Message message : messages) {
            if (message instanceof Message.Control) {
                append(text, HumanLine.control(message.json()));
            } else {
                append(text, List.of(HumanLine.event(message.json(), language)));
            }
        }
        return encoded(text);
    }

    @Override
    public ByteBuf frame(Message.Part part) {
        byte[] head = part.head().shared();
        byte[] json = new byte[head.length + part.rest().readableBytes()];
        System.arraycopy(head, 0, json, 0, head.length);
        part.rest().readBytes(json, head.length, json.length - head.length).release();
        var text = new StringBuilder();
        append(text, HumanLine.control(Encoded.adopting(json)));
        return encoded(text);
    }

    private static void append(StringBuilder text, List<String> lines) {
        lines.forEach(line -> text.append(line).append('\n'));
    }

    private static ByteBuf encoded(StringBuilder text) {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return ByteBufAllocator.DEFAULT.directBuffer(bytes.length).writeBytes(bytes);
    }
}
