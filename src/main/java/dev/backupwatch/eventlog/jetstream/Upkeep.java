package dev.backupwatch.eventlog.jetstream;

import dev.backupwatch.eventlog.Checkpoint;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.eventlog.Stopwatch;
import dev.backupwatch.eventlog.sqlite.LogCopy;
import io.nats.client.JetStreamApiException;
import io.nats.client.PurgeOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * What the writer does beside appending: checkpoints, so that a replica need not read all that ever was; and the removal of
 * what its own copy has removed by age and size, but never of what comes after the oldest checkpoint that is kept.
 */
final class Upkeep {

    private static final Logger LOG = Logger.getLogger(Upkeep.class);

    private final Stores stores;
    private final StreamView stream;
    private final Checkpoints checkpoints;
    private final LogCopy copy;
    private final Reach reach;
    private final Supplier<Optional<LogBounds>> copied;
    private final String name;
    private final Stopwatch stopwatch;
    private final Rhythm rhythm;

    private long last = -1;
    private Duration since = Duration.ZERO;
    private boolean isTroubled;

    /** The stream and what is known of it. */
    record Subject(String name, Stores stores, StreamView stream, Checkpoints checkpoints) {}

    /** This replica's copy. */
    record Copy(LogCopy copy, Reach reach, Supplier<Optional<LogBounds>> bounds) {}

    /**
     * When another checkpoint is due.
     *
     * @param interval after the last, if anything was written since
     * @param positions so many later at the latest
     */
    record Rhythm(Duration interval, long positions) {

        /** Beyond so many positions reading on takes longer than reading a checkpoint. */
        static final Rhythm DEFAULT = new Rhythm(Duration.ofMinutes(10), 5_000);
    }

    Upkeep(Subject subject, Copy copy, Stopwatch stopwatch, Rhythm rhythm) {
        this.rhythm = rhythm;
        this.name = subject.name();
        this.stores = subject.stores();
        this.stream = subject.stream();
        this.checkpoints = subject.checkpoints();
        this.copy = copy.copy();
        this.reach = copy.reach();
        this.copied = copy.bounds();
        this.stopwatch = stopwatch;
    }

    /** Another time as a writer begins. */
    void begin() {
        last = -1;
    }

    /** Time has passed, and this process is the writer. Does at most one thing that takes long. */
    void tick() throws InterruptedException {
        try {
            if (last < 0) {
                last = checkpoints.positions().stream().findFirst().orElse(0L);
                since = stopwatch.elapsed();
            }
            if (isDue(reach.state().position())) {
                write();
                isTroubled = false;
            }
        } catch (IOException | JetStreamApiException | RuntimeException failure) {
            LOG.logf(
                    isTroubled ? Logger.Level.DEBUG : Logger.Level.WARN,
                    "no checkpoint could be written, or nothing be purged after it; it is tried again: %s",
                    failure.getMessage());
            isTroubled = true;
        }
    }

    private boolean isDue(long position) {
        return position > last
                && (position - last >= rhythm.positions()
                        || stopwatch.elapsed().minus(since).compareTo(rhythm.interval()) >= 0);
    }

    private void write() throws IOException, JetStreamApiException, InterruptedException {
        Optional<Checkpoint> checkpoint = copy.checkpoint();
        if (checkpoint.isPresent()) {
            long oldestKept = checkpoints.write(checkpoint.get());
            last = checkpoint.get().place().position();
            since = stopwatch.elapsed();
            purge(oldestKept);
        }
    }

    private void purge(long oldestKept) throws IOException, JetStreamApiException, InterruptedException {
        long compacted = copied.get().map(bounds -> bounds.compacted().value()).orElse(0L);
        long first = stream.ends().first();
        // That record stays whole: what follows it is read on from there.
        long start = oldestKept - chunk(oldestKept).index();
        long upTo = firstAfter(compacted, first, start);
        if (upTo > first) {
            stores.management()
                    .purgeStream(name, PurgeOptions.builder().sequence(upTo).build());
        }
    }

    /** The first of those positions, the last if it is no other, of a record that tells something after that sequence. */
    private long firstAfter(long sequence, long from, long to)
            throws IOException, JetStreamApiException, InterruptedException {
        long low = from;
        long high = to;
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (chunk(middle).first().value() > sequence) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private Chunk chunk(long position) throws IOException, JetStreamApiException, InterruptedException {
        return stream.chunk(position).orElseThrow(() -> new IOException("the stream has a hole at " + position));
    }
}
