package dev.backupwatch.web;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.EventLoop;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The connection below a stream, as the network sees it. */
record Peer(Channel channel) {

    /** How long a reader has for what it is told last; then it is cut off, for it holds memory. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** Of this server's own requests: their connections are Vert.x's. */
    static Peer of(HttpServerRequest request) {
        return new Peer(((ConnectionBase) request.connection()).channel());
    }

    /** Behind a proxy whose forwarding is trusted, the client's own. */
    static String address(HttpServerRequest request) {
        SocketAddress address = request.remoteAddress();
        return address == null || address.hostAddress() == null ? "unknown" : address.hostAddress();
    }

    /** Nobody has to say anything on a stream. */
    void begin() {
        SlowRequests.spare(channel);
    }

    /**
     * Told by the socket itself. Of a request Vert.x does not always tell that it is over: not where its client goes on with
     * what is no request, and not where it closes its WebSocket within the handshake.
     */
    void whenGone(Runnable then) {
        channel.closeFuture().addListener(gone -> then.run());
    }

    EventLoop loop() {
        return channel.eventLoop();
    }

    /**
     * Another number than before if the other side has taken something of what was written. To be asked on the loop. It
     * tells what is next to be taken, not how much waits: to that a WebSocket's own pings are added however stalled it is.
     */
    long progress() {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        return waiting == null ? 0 : 31L * System.identityHashCode(waiting.current()) + waiting.currentProgress();
    }

    /** Cuts it off after the grace, unless it has taken what it was told last, or is gone. */
    @SuppressWarnings("FutureReturnValueIgnored") // closing tells nothing that anybody waits for
    void closeUnless(BooleanSupplier hasTaken) {
        loop().schedule(
                        () -> {
                            if (!hasTaken.getAsBoolean()) {
                                channel.close();
                            }
                        },
                        GRACE.toMillis(),
                        TimeUnit.MILLISECONDS);
    }
}
