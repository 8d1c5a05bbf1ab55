package dev.backupwatch.bench;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.stream.Stream;

/** A subscriber that reads the first events of the log as lines. */
final class LinesReader {

    private static final String MEDIA_TYPE = "application/x-ndjson";
    private static final int BUFFER = 256 * 1024;
    /** The last event is within so many bytes of the end. */
    private static final int TAIL = 64 * 1024;

    private final URI events;
    private final long count;
    private final long bytes;

    /** @param bytes of the JSON of that many events */
    LinesReader(URI events, long count, long bytes) {
        this.events = events;
        this.count = count;
        this.bytes = bytes;
    }

    /** As fast as the socket gives them, until the last event is there. What is not an event comes on top of the bytes. */
    void read() throws IOException {
        try (Socket socket = new Socket(events.getHost(), events.getPort())) {
            String request = "GET %s?%s HTTP/1.1\r\nHost: %s\r\nAccept: %s\r\n\r\n"
                    .formatted(events.getPath(), events.getQuery(), events.getAuthority(), MEDIA_TYPE);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[BUFFER];
            long read = 0;
            while (read < bytes + count - TAIL) {
                read += readSome(in, buffer);
            }
            var tail = new ByteArrayOutputStream(2 * TAIL);
            while (!tail.toString(StandardCharsets.UTF_8).contains(sequence(count))) {
                tail.write(buffer, 0, readSome(in, buffer));
            }
        }
    }

    /** Reads as slowly as it takes to see that every event comes once and in order. */
    void verify() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(events).header("Accept", MEDIA_TYPE).build();
        long sum = 0;
        try (Stream<String> body =
                HttpClient.newHttpClient().send(request, BodyHandlers.ofLines()).body()) {
            Iterator<String> lines = body.iterator();
            for (long next = 1; next <= count; ) {
                String line = lines.next();
                if (line.contains(sequence(next))) {
                    sum += line.getBytes(StandardCharsets.UTF_8).length;
                    next++;
                } else if (!line.contains("\"dev.backupwatch.stream.")) {
                    throw new IllegalStateException("not the event %d: %s".formatted(next, line));
                }
            }
        }
        if (sum != bytes) {
            throw new IllegalStateException("%d bytes of events, but the log holds %d".formatted(sum, bytes));
        }
    }

    private static int readSome(InputStream in, byte[] buffer) throws IOException {
        int read = in.read(buffer);
        if (read < 0) {
            throw new EOFException("the stream has ended before its last event");
        }
        return read;
    }

    private static String sequence(long number) {
        return "\"sequence\":\"%020d\"".formatted(number);
    }
}
