package dev.backupwatch.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The events on a WebSocket, over the JDK's client. */
record JdkSocket(URI uri) implements ResumingClient.Connection {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Override
    public void listen(String cursor, ResumingClient.Into into) throws IOException, InterruptedException {
        var listener = new Listener(into);
        WebSocket socket = null;
        try {
            socket = CLIENT.newWebSocketBuilder()
                    .buildAsync(URI.create(uri + "&cursor=" + cursor), listener)
                    .get();
            into.connected();
            listener.ended.get();
        } catch (ExecutionException ended) {
            if (ended.getCause() instanceof AssertionError broken) {
                throw broken;
            }
            throw new IOException(ended.getCause());
        } finally {
            if (socket != null) {
                socket.abort();
            }
        }
    }

    private static final class Listener implements WebSocket.Listener {

        private final ResumingClient.Into into;
        private final StringBuilder message = new StringBuilder();
        private final CompletableFuture<Integer> ended = new CompletableFuture<>();

        Listener(ResumingClient.Into into) {
            this.into = into;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                take(message.toString());
                message.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
            ended.complete(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            ended.completeExceptionally(error);
        }

        private void take(String text) {
            if (ended.isDone()) {
                return;
            }
            try {
                into.message(text);
                if (!into.isWanted()) {
                    ended.complete(WebSocket.NORMAL_CLOSURE);
                }
            } catch (AssertionError broken) {
                ended.completeExceptionally(broken);
            }
        }
    }
}
