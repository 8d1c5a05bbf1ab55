package dev.backupwatch.web;

import dev.backupwatch.event.Encoded;
import dev.backupwatch.stream.Message;
import dev.backupwatch.wire.HumanLine;
import io.vertx.core.buffer.Buffer;

/** How one transport wraps a message's bytes. */
interface Framing {

    String mediaType();

    /** What a stream begins with. */
    default String opening() {
        return "";
    }

    void frame(Message message, Buffer into);

    /** Server-sent events. Only what can be resumed from bears an id, so that a snapshot that was cut off is never taken for whole. */
    record ServerSentEvents(boolean named) implements Framing {

        private static final String RETRY = "retry: 2000\n\n";

        @Override
        public String mediaType() {
            return "text/event-stream;charset=UTF-8";
        }

        @Override
        public String opening() {
            return RETRY;
        }

        @Override
        public void frame(Message message, Buffer into) {
            message.cursor().ifPresent(cursor -> into.appendString("id: " + cursor + "\n"));
            if (message instanceof Message.Control control) {
                into.appendString("event: " + control.name() + "\n");
            } else if (named && message instanceof Message.Event event) {
                into.appendString("event: " + event.type().shortName() + "\n");
            }
            into.appendString("data: ").appendBytes(message.json().shared()).appendString("\n\n");
        }
    }

    /** One CloudEvent a line. */
    record Lines() implements Framing {

        @Override
        public String mediaType() {
            return "application/x-ndjson";
        }

        @Override
        public void frame(Message message, Buffer into) {
            into.appendBytes(message.json().shared()).appendByte((byte) '\n');
        }
    }

    /** One human line an event, for a terminal. */
    record HumanLines(String language) implements Framing {

        @Override
        public String mediaType() {
            return "text/plain;charset=UTF-8";
        }

        @Override
        public void frame(Message message, Buffer into) {
            Encoded json = message.json();
            if (message instanceof Message.Control) {
                HumanLine.control(json).forEach(line -> into.appendString(line + "\n"));
            } else {
                into.appendString(HumanLine.event(json, language) + "\n");
            }
        }
    }
}
