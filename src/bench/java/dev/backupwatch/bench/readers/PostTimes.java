package dev.backupwatch.bench.readers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** When events were posted, for those whose own time is an older one; in microseconds since 1970. */
record PostTimes(Map<Long, Post> bySequence) {

    /** @param burst when the first of those was posted that were posted together */
    record Post(long burst, long own) {}

    /** A line an event: its sequence, and the two times. */
    static PostTimes read(Path file) throws IOException {
        Map<Long, Post> posts = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] numbers = line.split(" ", -1);
            posts.put(Long.valueOf(numbers[0]), new Post(Long.parseLong(numbers[1]), Long.parseLong(numbers[2])));
        }
        return new PostTimes(posts);
    }

    long burst(long sequence) {
        return at(sequence).burst();
    }

    long own(long sequence) {
        return at(sequence).own();
    }

    private Post at(long sequence) {
        return Objects.requireNonNull(bySequence.get(sequence), () -> sequence + " was not posted");
    }
}
