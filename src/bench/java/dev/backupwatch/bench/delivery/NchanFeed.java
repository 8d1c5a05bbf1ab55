package dev.backupwatch.bench.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** nchan, and somebody who posts the events of a service at the pace at which that told them. */
record NchanFeed(Nchan nchan, Posting posting, Path times) implements Feed {

    private static final double NANOS_A_SECOND = 1e9;

    /**
     * @param events their bytes
     * @param before the sequence of the event before the first of them
     * @param kind how many are posted back to back, and how soon the next
     */
    record Posting(List<byte[]> events, long before, Rounds.Kind kind) {

        /** One that nobody has posted to. */
        String channel() {
            return "after" + before;
        }
    }

    @Override
    public String name() {
        return "nchan";
    }

    @Override
    public ProcessUse use() {
        return nchan.use();
    }

    @Override
    public String words() {
        return "port=%d target=/sub/%s after=%d arrived=head"
                .formatted(nchan.port(), posting.channel(), posting.before());
    }

    @Override
    public double seconds() {
        return (double) posting.events().size()
                / posting.kind().together()
                * posting.kind().pause().toNanos()
                / NANOS_A_SECOND;
    }

    @Override
    public long send() throws IOException {
        List<String> lines = new ArrayList<>();
        long sequence = posting.before();
        long burstMicros = 0;
        long begun = System.nanoTime();
        try (var publisher = new Publisher(nchan.port(), posting.channel())) {
            for (byte[] event : posting.events()) {
                long number = sequence - posting.before();
                boolean isFirst = number % posting.kind().together() == 0;
                if (isFirst) {
                    waitUntil(begun
                            + posting.kind().pause().toNanos()
                                    * (number / posting.kind().together()));
                }
                long micros = micros();
                burstMicros = isFirst ? micros : burstMicros;
                publisher.post(event);
                sequence++;
                lines.add(sequence + " " + burstMicros + " " + micros);
            }
        }
        Files.write(times, lines);
        return sequence;
    }

    @Override
    public Optional<Path> posted() {
        return Optional.of(times);
    }

    private static void waitUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static long micros() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(now.getNano());
    }
}
