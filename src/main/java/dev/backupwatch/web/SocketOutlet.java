package dev.backupwatch.web;

import dev.backupwatch.stream.Message;
import dev.backupwatch.stream.Outlet;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A WebSocket. It is ready again when the socket has taken what was written last. */
final class SocketOutlet implements Outlet {

    private static final CloseReason GOING_AWAY = new CloseReason(1001);

    private final WebSocketConnection connection;
    private final Runnable whenReady;
    private final AtomicBoolean isSending = new AtomicBoolean();

    SocketOutlet(WebSocketConnection connection, Runnable whenReady) {
        this.connection = connection;
        this.whenReady = whenReady;
    }

    @Override
    public boolean isReady() {
        return !isSending.get() && connection.isOpen();
    }

    @Override
    public void write(List<Message> messages) {
        isSending.set(true);
        List<Uni<Void>> sent = messages.stream()
                .map(message -> connection.sendText(message.json().toString()))
                .toList();
        Uni.join().all(sent).andFailFast().subscribe().with(done -> sent(), broken -> sent());
    }

    @Override
    public void end() {
        connection.close(GOING_AWAY).subscribe().with(closed -> {}, alreadyGone -> {});
    }

    private void sent() {
        isSending.set(false);
        whenReady.run();
    }
}
