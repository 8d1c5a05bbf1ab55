package dev.backupwatch.service;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A real WebSocket client on the event stream. */
final class SocketClient implements WebSocket.Listener, AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Transcript transcript = new Transcript();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder message = new StringBuilder();
    private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();

    static SocketClient open(URI http) {
        var client = new SocketClient();
        URI uri = URI.create(http.toString().replaceFirst("^http", "ws"));
        client.socket.complete(CLIENT.newWebSocketBuilder()
                .subprotocols("cloudevents.json")
                .buildAsync(uri, client)
                .join());
        return client;
    }

    Transcript transcript() {
        return transcript;
    }

    String subprotocol() {
        return socket.join().getSubprotocol();
    }

    void say(String text) {
        socket.join().sendText(text, true).join();
    }

    /** The code with which the server closed. */
    CompletableFuture<Integer> closed() {
        return closed;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            try {
                transcript.add(Received.of(message.toString(), Instant.now()));
            } catch (AssertionError broken) {
                transcript.breakOff(broken);
            }
            message.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket.join().abort();
    }
}
