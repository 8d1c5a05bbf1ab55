package dev.backupwatch.web;

import dev.backupwatch.stream.Farewell;
import dev.backupwatch.stream.Framing;
import dev.backupwatch.stream.Outlet;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import io.vertx.core.buffer.impl.BufferImpl;
import io.vertx.core.http.HttpServerResponse;

/** A response that goes on for as long as its reader stays. */
final class HttpOutlet implements Outlet {

    private static final int QUEUE_BYTES = 128 * 1024;

    private final HttpServerResponse response;
    private final HttpFraming framing;
    private final Peer peer;

    HttpOutlet(HttpServerResponse response, HttpFraming framing, Peer peer) {
        this.response = response;
        this.framing = framing;
        this.peer = peer;
    }

    /** Sends the headers. */
    void open() {
        peer.begin();
        response.setChunked(true)
                .setWriteQueueMaxSize(QUEUE_BYTES)
                .putHeader("Content-Type", framing.mediaType())
                .putHeader("Cache-Control", "no-store, no-transform")
                .putHeader("X-Accel-Buffering", "no")
                .putHeader("Vary", "Accept");
        response.write(framing.opening());
    }

    @Override
    public Framing framing() {
        return framing;
    }

    @Override
    public boolean isReady() {
        return !response.closed() && !response.writeQueueFull();
    }

    @Override
    public long progress() {
        return peer.progress();
    }

    /** Vert.x releases only buffers of its own making. */
    @Override
    public void write(ByteBuf bytes) {
        response.write(BufferImpl.buffer(bytes)).onComplete(written -> bytes.release());
    }

    @Override
    public void end(Farewell farewell) {
        if (!response.closed() && !response.ended()) {
            write(framing.frame(farewell));
            Future<Void> taken = response.end();
            peer.closeUnless(taken::isComplete);
        }
    }
}
