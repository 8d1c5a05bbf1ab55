package dev.backupwatch.web;

import dev.backupwatch.stream.Farewell;
import dev.backupwatch.stream.Message;
import dev.backupwatch.stream.Transport;
import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * Server-sent events. Only what can be resumed from bears an id, so that a snapshot that was cut off is never taken for whole.
 *
 * @param named whether a change event bears its type as the event's name
 */
record ServerSentEvents(boolean named) implements HttpFraming {

    private static final String RETRY = "retry: 2000\n\n";
    private static final String END = "\n\n";
    private static final int AROUND = 96;

    @Override
    public Transport transport() {
        return Transport.SSE;
    }

    @Override
    public String mediaType() {
        return "text/event-stream;charset=UTF-8";
    }

    @Override
    public String opening() {
        return RETRY;
    }

    @Override
    public ByteBuf frame(List<Message> messages) {
        return frame(messages, "");
    }

    /** @param stamp that each id ends with */
    ByteBuf frame(List<Message> messages, String stamp) {
        ByteBuf into = Bytes.bufferFor(messages, AROUND + stamp.length());
        messages.forEach(message -> append(into, message, stamp));
        return into;
    }

    @Override
    public ByteBuf frame(Message.Part part) {
        return Bytes.joined(Bytes.ascii("event: snapshot\ndata: " + part.head()), part.rest(), END);
    }

    @Override
    public ByteBuf frame(Farewell farewell) {
        ByteBuf into = Bytes.bufferFor(List.of(farewell.problem()), AROUND);
        Bytes.append(into, "retry: " + farewell.retry().toMillis() + "\n");
        append(into, farewell.problem(), "");
        return into;
    }

    private void append(ByteBuf into, Message message, String stamp) {
        message.cursor().ifPresent(cursor -> Bytes.append(into, "id: " + cursor + stamp + "\n"));
        if (message instanceof Message.Control control) {
            Bytes.append(into, "event: " + control.name() + "\n");
        } else if (named && message instanceof Message.Event event) {
            Bytes.append(into, "event: " + event.type().shortName() + "\n");
        }
        Bytes.append(into, "data: ");
        Bytes.append(into, message.json());
        Bytes.append(into, END);
    }
}
