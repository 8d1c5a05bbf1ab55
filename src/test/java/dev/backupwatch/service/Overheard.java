package dev.backupwatch.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody got of a stream, word by word.
 *
 * @param status of the answer; 101 of a WebSocket
 * @param closed the code with which the service closed a WebSocket, if it did
 */
record Overheard(int status, String text, Optional<Integer> closed) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SWITCHED = 101;

    /** Listens until what was heard is enough, or the service ends the stream. */
    static Overheard of(HttpRequest request, Predicate<String> isEnough) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofLines());
        var heard = new StringBuilder();
        var listening = CompletableFuture.runAsync(() -> {
            try (Stream<String> lines = response.body()) {
                lines.takeWhile(line ->
                                !isEnough.test(heard.append(line).append('\n').toString()))
                        .forEach(line -> {});
            }
        });
        listening.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        return new Overheard(response.statusCode(), heard.toString(), Optional.empty());
    }

    /** Meanwhile. */
    static CompletableFuture<Overheard> later(Callable<Overheard> listening) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return listening.call();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        });
    }

    static Overheard ofSocket(URI http, Credential credential, Predicate<String> isEnough) {
        var listener = new Listener(isEnough);
        var builder = CLIENT.newWebSocketBuilder();
        credential.header().forEach(builder::header);
        URI uri = URI.create(credential.on(http).build().uri().toString().replaceFirst("^http", "ws"));
        WebSocket socket = builder.buildAsync(uri, listener)
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        Optional<Integer> closed =
                listener.over.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        socket.abort();
        return new Overheard(SWITCHED, listener.heard.toString(), closed);
    }

    private static final class Listener implements WebSocket.Listener {

        private final Predicate<String> isEnough;
        private final StringBuilder heard = new StringBuilder();
        private final CompletableFuture<Optional<Integer>> over = new CompletableFuture<>();

        Listener(Predicate<String> isEnough) {
            this.isEnough = isEnough;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            heard.append(data);
            if (last && isEnough.test(heard.append('\n').toString())) {
                over.complete(Optional.empty());
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            over.complete(Optional.of(code));
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            over.completeExceptionally(error);
        }
    }
}
