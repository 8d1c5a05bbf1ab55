package dev.backupwatch.web;

import dev.backupwatch.stream.Farewell;
import dev.backupwatch.stream.Framing;
import dev.backupwatch.stream.Outlet;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.WriteBufferWaterMark;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;

/**
 * A WebSocket. Whole frames are handed to its channel as they are: its own way would make frames of each message for each
 * subscriber, and write each alone. Nothing is compressed on it, so nobody who comes after expects otherwise.
 */
final class SocketOutlet implements Outlet {

    private static final int QUEUE_BYTES = 128 * 1024;
    private static final Framing FRAMES = new SocketFrames();
    private static final int GOING_AWAY = 1001;
    private static final int NOT_ALLOWED = 1008;
    private static final int TRY_AGAIN_LATER = 1013;

    private final WebSocketConnection connection;
    private final Peer peer;
    private final Runnable whenReady;

    SocketOutlet(WebSocketConnection connection, Peer peer, Runnable whenReady) {
        this.connection = connection;
        this.peer = peer;
        this.whenReady = whenReady;
        peer.begin();
        peer.channel().config().setWriteBufferWaterMark(new WriteBufferWaterMark(QUEUE_BYTES / 2, QUEUE_BYTES));
    }

    @Override
    public Framing framing() {
        return FRAMES;
    }

    @Override
    public boolean isReady() {
        return peer.channel().isWritable() && connection.isOpen();
    }

    @Override
    public long progress() {
        return peer.progress();
    }

    @Override
    public void write(ByteBuf bytes) {
        ChannelFuture written = peer.channel().writeAndFlush(bytes);
        if (!peer.channel().isWritable()) {
            written.addListener(done -> whenReady.run());
        }
    }

    @Override
    public void end(Farewell farewell) {
        connection.close(closing(farewell)).subscribe().with(closed -> {}, alreadyGone -> {});
        peer.closeUnless(() -> false);
    }

    static CloseReason closing(Farewell farewell) {
        int code = switch (farewell.reason()) {
            case DRAINING -> GOING_AWAY;
            case EXPIRED -> NOT_ALLOWED;
            default -> TRY_AGAIN_LATER;
        };
        return new CloseReason(code, farewell.reason().detail());
    }
}
