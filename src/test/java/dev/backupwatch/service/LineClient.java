package dev.backupwatch.service;

import dev.backupwatch.contract.Contract;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real HTTP client on a stream of lines. */
final class LineClient implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final String DATA = "data: ";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final HttpResponse<Stream<String>> response;
    private final CompletableFuture<Void> reading;

    private LineClient(HttpResponse<Stream<String>> response) {
        this.response = response;
        this.reading = CompletableFuture.runAsync(() -> response.body().forEach(this::take), task -> {
            Thread thread = new Thread(task, "line-client");
            thread.setDaemon(true);
            thread.start();
        });
    }

    static LineClient open(URI uri, String mediaType) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri).header("Accept", mediaType).build();
        return new LineClient(CLIENT.send(request, HttpResponse.BodyHandlers.ofLines()));
    }

    /** Of server-sent events and NDJSON alike, a message is in one line. */
    private void take(String line) {
        if (line.startsWith("{") || line.startsWith(DATA)) {
            Contract.message(line.startsWith(DATA) ? line.substring(DATA.length()) : line);
        }
        lines.add(line);
    }

    int status() {
        return response.statusCode();
    }

    /** Until the server has ended the stream in order: a connection that breaks is a failure. */
    void awaitEnd() {
        reading.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    void await(Predicate<List<String>> wanted) {
        Awaitility.await().atMost(PATIENCE).until(() -> wanted.test(lines()));
    }

    @Override
    public void close() {
        response.body().close();
        reading.cancel(true);
    }
}
