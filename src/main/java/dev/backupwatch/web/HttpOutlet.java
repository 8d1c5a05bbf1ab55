package dev.backupwatch.web;

import dev.backupwatch.stream.Message;
import dev.backupwatch.stream.Outlet;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** A response that goes on for as long as its reader stays. */
final class HttpOutlet implements Outlet {

    private static final int QUEUE_BYTES = 128 * 1024;
    /** A buffer of half a megabyte would be humongous to the garbage collector of a small heap, and cost a cycle of it each. */
    private static final int FULL_BYTES = 64 * 1024;

    private static final int SLACK_BYTES = 8 * 1024;
    /** What a transport writes around a message. */
    private static final int FRAME_BYTES = 64;

    private final HttpServerResponse response;
    private final Framing framing;

    HttpOutlet(HttpServerResponse response, Framing framing) {
        this.response = response;
        this.framing = framing;
    }

    /** Sends the headers. */
    void open() {
        response.setChunked(true)
                .setWriteQueueMaxSize(QUEUE_BYTES)
                .putHeader("Content-Type", framing.mediaType())
                .putHeader("Cache-Control", "no-store, no-transform")
                .putHeader("X-Accel-Buffering", "no")
                .putHeader("Vary", "Accept");
        response.write(framing.opening());
    }

    @Override
    public boolean isReady() {
        return !response.closed() && !response.writeQueueFull();
    }

    @Override
    public void write(List<Message> messages) {
        long rest = 0;
        for (Message message : messages) {
            rest += message.json().size() + FRAME_BYTES;
        }
        Buffer buffer = bufferFor(rest);
        for (Message message : messages) {
            if (buffer.length() >= FULL_BYTES) {
                response.write(buffer);
                rest -= buffer.length();
                buffer = bufferFor(rest);
            }
            framing.frame(message, buffer);
        }
        response.write(buffer);
    }

    /** No larger than what is to come: most writes are of an event or two. */
    private static Buffer bufferFor(long bytes) {
        return Buffer.buffer((int) Math.max(0, Math.min(bytes, FULL_BYTES + SLACK_BYTES)));
    }

    @Override
    public void end() {
        if (!response.closed() && !response.ended()) {
            response.end();
        }
    }
}
