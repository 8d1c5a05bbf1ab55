package dev.backupwatch.bench.readers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What the readers have got: {@code complete} are those that got each event once and in order up to {@code sequence}, and
 * none after it.
 */
record Report(Readers readers, Orders orders) {

    String line() throws IOException {
        long last = orders.number("sequence", 0);
        long delivered = readers.all().stream().mapToLong(Reader::received).sum();
        long complete = readers.count(
                reader -> reader.fault() == null && reader.hasReached(last) && !reader.hasReached(last + 1));
        return "ok delivered=%d complete=%d events=%d bytes=%d"
                        .formatted(
                                delivered,
                                complete,
                                readers.known().count(),
                                readers.known().meanBytes())
                + latencies();
    }

    private String latencies() throws IOException {
        if (orders.words().containsKey("posted")) {
            PostTimes posts = PostTimes.read(Path.of(orders.text("posted")));
            return Latencies.of(readers, posts::burst).words("")
                    + Latencies.of(readers, posts::own).words("own-");
        }
        return Latencies.of(readers, this::told).words("");
    }

    /** When the event itself says that it happened. */
    private long told(long sequence) {
        return Objects.requireNonNull(readers.known().at(sequence)).micros();
    }
}
