package dev.backupwatch.bench.delivery;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the service has told until now, as anybody may ask. */
final class ServiceLog {

    private static final Pattern CURSOR = Pattern.compile("\"cursor\":\"(\\w+)-(\\d+)\"");
    private static final Pattern READABLE = Pattern.compile("\"state\":\"ok\"");
    private static final int PAUSE_MILLIS = 50;
    private static final int PATIENCE_MILLIS = 60_000;
    /** Longer than from one poll to the next. */
    private static final int QUIET_MILLIS = 1_300;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI service;

    record Head(String epoch, long sequence) {}

    private interface Condition {
        boolean isMet() throws IOException, InterruptedException;
    }

    ServiceLog(URI service) {
        this.service = service;
    }

    Head head() throws IOException, InterruptedException {
        try (Stream<String> lines = lines("?snapshot=false")) {
            String bookmark = lines.findFirst().orElseThrow();
            Matcher cursor = CURSOR.matcher(bookmark);
            if (!cursor.find()) {
                throw new IllegalStateException("not a bookmark: " + bookmark);
            }
            return new Head(cursor.group(1), Long.parseLong(cursor.group(2)));
        }
    }

    void awaitHead(long sequence) throws IOException, InterruptedException {
        await("the event " + sequence, () -> head().sequence() >= sequence);
    }

    /** @return the head once nothing has been told for longer than it takes to look again */
    long awaitQuiet() throws IOException, InterruptedException {
        long before;
        long now = head().sequence();
        do {
            before = now;
            TimeUnit.MILLISECONDS.sleep(QUIET_MILLIS);
            now = head().sequence();
        } while (now > before);
        return now;
    }

    void awaitReadable(int sources) throws IOException, InterruptedException {
        HttpRequest clusters =
                HttpRequest.newBuilder(service.resolve("/api/v1/clusters")).build();
        await(
                "all sources",
                () -> READABLE.matcher(client.send(clusters, BodyHandlers.ofString())
                                        .body())
                                .results()
                                .count()
                        == sources);
    }

    /** The bytes of the events after one of them, up to another. */
    List<byte[]> events(Head after, long last) throws IOException, InterruptedException {
        try (Stream<String> lines = lines("?cursor=" + after.epoch() + "-" + after.sequence())) {
            return lines.filter(line -> !line.contains("\"dev.backupwatch.stream."))
                    .limit(last - after.sequence())
                    .map(line -> line.getBytes(StandardCharsets.UTF_8))
                    .toList();
        }
    }

    private Stream<String> lines(String query) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/api/v1/events" + query))
                .header("Accept", "application/x-ndjson")
                .build();
        return client.send(request, BodyHandlers.ofLines()).body();
    }

    private static void await(String what, Condition condition) throws IOException, InterruptedException {
        for (int waited = 0; !condition.isMet(); waited += PAUSE_MILLIS) {
            if (waited > PATIENCE_MILLIS) {
                throw new IllegalStateException("the service is too slow: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }
}
