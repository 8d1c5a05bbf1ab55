package dev.backupwatch.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The events on a WebSocket, over the JDK's client, which now and then does not notice that its connection has ended: of 10,000
 * that a plain server ended at any moment on a busy machine, JDK 17.0.15 left 26 open for ever. So who hears nothing asks.
 */
record JdkSocket(URI uri) implements ResumingClient.Connection {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public void listen(String cursor, ResumingClient.Into into) throws IOException, InterruptedException {
        var listener = new Listener(into);
        WebSocket socket = null;
        try {
            socket = CLIENT.newWebSocketBuilder()
                    .buildAsync(URI.create(uri + "&cursor=" + cursor), listener)
                    .get();
            into.connected();
            awaitEnd(socket, listener);
        } catch (ExecutionException ended) {
            if (ended.getCause() instanceof AssertionError broken) {
                throw broken;
            }
            throw new IOException(ended.getCause());
        } finally {
            // What it may still deliver belongs to nobody.
            listener.ended.cancel(false);
            if (socket != null) {
                socket.abort();
            }
        }
    }

    /** Twice nothing, not even the answer to a ping, and there is nobody. */
    private static void awaitEnd(WebSocket socket, Listener listener)
            throws IOException, InterruptedException, ExecutionException {
        boolean isAsked = false;
        while (!isOver(listener.ended)) {
            boolean hasHeard = listener.hasHeard.getAndSet(false);
            if (!hasHeard && isAsked) {
                throw new IOException("the connection has ended");
            }
            if (!hasHeard) {
                var unused = socket.sendPing(ByteBuffer.allocate(0));
            }
            isAsked = !hasHeard;
        }
    }

    private static boolean isOver(CompletableFuture<?> ended) throws InterruptedException, ExecutionException {
        try {
            ended.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        }
    }

    private static final class Listener implements WebSocket.Listener {

        private final ResumingClient.Into into;
        private final StringBuilder message = new StringBuilder();
        private final CompletableFuture<Integer> ended = new CompletableFuture<>();
        private final AtomicBoolean hasHeard = new AtomicBoolean();

        Listener(ResumingClient.Into into) {
            this.into = into;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            hasHeard.set(true);
            message.append(data);
            if (last) {
                take(message.toString());
                message.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer data) {
            hasHeard.set(true);
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
