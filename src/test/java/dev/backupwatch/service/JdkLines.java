package dev.backupwatch.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.stream.Stream;

/** The events as NDJSON, over the JDK's HTTP client. */
record JdkLines(URI uri) implements ResumingClient.Connection {

    private static final int UNAVAILABLE = 503;

    /** One for all, and held: a client that nobody holds may be collected under its open stream. */
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public void listen(String cursor, ResumingClient.Into into) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri + "&cursor=" + cursor))
                .header("Accept", "application/x-ndjson")
                .build();
        HttpResponse<Stream<String>> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofLines());
        if (response.statusCode() == UNAVAILABLE) {
            throw new IOException("it stops, and says when to come back");
        }
        if (response.statusCode() != 200) {
            throw new AssertionError("answered by " + response.statusCode());
        }
        into.connected();
        try (Stream<String> lines = response.body()) {
            Iterator<String> each = lines.iterator();
            while (into.isWanted() && each.hasNext()) {
                into.message(each.next());
            }
        } catch (UncheckedIOException ended) {
            throw ended.getCause();
        }
    }
}
