package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A real HTTP client on the event stream, which reads it as the SSE specification says. */
final class SseClient implements AutoCloseable {

    /** One for all, and held: a client that nobody holds may be collected under its open stream. */
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Transcript transcript = new Transcript();
    private final HttpResponse<Stream<String>> response;
    private final CompletableFuture<Void> reading;
    private final StringBuilder data = new StringBuilder();
    private String id = "";
    private String event = "";

    private SseClient(HttpResponse<Stream<String>> response) {
        this.response = response;
        this.reading = CompletableFuture.runAsync(this::read, task -> {
            Thread thread = new Thread(task, "sse-client");
            thread.setDaemon(true);
            thread.start();
        });
    }

    static SseClient open(URI uri) throws IOException, InterruptedException {
        return open(HttpRequest.newBuilder(uri));
    }

    /** As a browser comes back: with its first URL and the last id that it saw. */
    static SseClient resume(URI uri, String lastEventId) throws IOException, InterruptedException {
        return open(HttpRequest.newBuilder(uri).header("Last-Event-ID", lastEventId));
    }

    static SseClient open(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> response =
                CLIENT.send(request.header("Accept", "text/event-stream").build(), HttpResponse.BodyHandlers.ofLines());
        assertThat(response.statusCode()).isEqualTo(200);
        return new SseClient(response);
    }

    Transcript transcript() {
        return transcript;
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Override
    public void close() {
        response.body().close();
        reading.cancel(true);
    }

    private void read() {
        try (Stream<String> lines = response.body()) {
            lines.forEach(this::line);
        } catch (AssertionError broken) {
            transcript.breakOff(broken);
        }
    }

    private void line(String line) {
        if (line.isEmpty()) {
            dispatch();
        } else if (line.startsWith("id: ")) {
            id = line.substring(4);
        } else if (line.startsWith("event: ")) {
            event = line.substring(7);
        } else if (line.startsWith("data: ")) {
            data.append(line.substring(6));
        } else {
            assertThat(line).startsWith("retry: ");
        }
    }

    /** Only what can be resumed from bears an id; only control messages bear an event name. */
    private void dispatch() {
        if (!data.isEmpty()) {
            Received message = Received.of(data.toString(), Instant.now());
            boolean isBookmark = message.is("stream.bookmark");
            assertThat(id).isEqualTo(message.isChange() || isBookmark ? message.cursor() : "");
            assertThat(message.isChange() ? "" : "stream." + event)
                    .isEqualTo(message.isChange() ? event : message.shortType());
            transcript.add(message);
        }
        data.setLength(0);
        id = "";
        event = "";
    }
}
