package dev.backupwatch.eventlog.jetstream;

import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.eventlog.LogPlace;
import dev.backupwatch.eventlog.LogPosition;
import dev.backupwatch.eventlog.LogRecord;
import dev.backupwatch.eventlog.LogStep;
import dev.backupwatch.eventlog.StaleWriterException;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Writes fences and steps, one after the other, on a thread that may wait. After each the copy of this replica holds it too,
 * so that a writer reads what it wrote.
 */
final class Appends {

    private static final Logger LOG = Logger.getLogger(Appends.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int TRIES = 10;

    private final Publisher publisher;
    private final StreamView stream;
    private final Reach reach;
    private final Supplier<Optional<LogBounds>> copied;
    private final BooleanSupplier isHeld;
    private final RandomGenerator random;
    /** The newest record that this process's newest writer wrote: what it appends follows that, and nothing else. */
    private LogPlace left = LogPlace.BEGIN;

    /** @param copied what the copy holds just now */
    record Sight(StreamView stream, Reach reach, Supplier<Optional<LogBounds>> copied) {}

    Appends(Publisher publisher, Sight sight, BooleanSupplier isHeld, RandomGenerator random) {
        this.publisher = publisher;
        this.stream = sight.stream();
        this.reach = sight.reach();
        this.copied = sight.copied();
        this.isHeld = isHeld;
        this.random = random;
    }

    /**
     * Reads the log to its end, and appends a fence there.
     *
     * @param acknowledged what the last writer knew to be written
     */
    LogPosition begin(LogPlace acknowledged) throws IOException, JetStreamApiException, InterruptedException {
        readOn();
        tellWhatIsLost(acknowledged);
        for (int attempt = 0; attempt < TRIES && isHeld.getAsBoolean(); attempt++) {
            Epoch epoch = Epoch.drawn(random);
            // In this order: where the log is read anew in between, the fence is refused.
            Reach.State end = reach.state();
            Sequence head = copied.get().map(LogBounds::head).orElse(Sequence.NONE);
            try {
                left = written(epoch, publish(newName(), new LogRecord.Fence(epoch, head.next()), end));
                return new LogPosition(epoch, head);
            } catch (RefusedException overtaken) {
                readOn();
                if (isNewest(epoch)) {
                    left = reach.state().place();
                    return new LogPosition(epoch, head);
                }
            }
        }
        throw new IOException("the lease was lost, or others write the log at the same time");
    }

    /**
     * @throws StaleWriterException if another writer has begun an epoch since
     * @throws IOException also if the log does not end any more with what this writer wrote last
     */
    void append(Epoch writer, LogStep step) throws IOException, JetStreamApiException, InterruptedException {
        LogBounds before = requireNewest(writer);
        Reach.State end = endAsLeft();
        step.requireStorableAfter(before.head());
        var record = new LogRecord.Step(writer, before.head().next(), step);
        Set<String> names = new HashSet<>();
        for (int attempt = 0; attempt < TRIES; attempt++) {
            String name = newName();
            names.add(name);
            try {
                left = written(writer, publish(name, record, end));
                return;
            } catch (RefusedException overtaken) {
                readOn();
                requireNewest(writer);
                LogPlace newest = reach.state().place();
                if (names.contains(newest.record())) {
                    // An earlier try, whose answer was lost.
                    left = newest;
                    return;
                }
                end = endAsLeft();
            }
        }
        throw new IOException("others write the log at the same time");
    }

    void requireHeld() {
        if (!isHeld.getAsBoolean()) {
            throw StaleWriterException.ofALeaseThatRanOut();
        }
    }

    LogBounds requireNewest(Epoch writer) {
        return copied.get().orElseThrow(() -> new StaleWriterException(writer)).requireNewest(writer);
    }

    /** For each try: parts of a refused one may be there, and would be taken for this one's. */
    private static String newName() {
        return UUID.randomUUID().toString();
    }

    private LogPlace publish(String name, LogRecord record, Reach.State after)
            throws IOException, RefusedException, InterruptedException {
        return publisher.publish(name, record, after, isHeld);
    }

    /** Waits until it is read here. */
    private LogPlace written(Epoch writer, LogPlace place) throws IOException, InterruptedException {
        reach.await(place.position(), PATIENCE);
        if (!reach.state().place().equals(place)) {
            requireNewest(writer);
            throw cutShort();
        }
        return place;
    }

    /** A disk may have lost what it had taken. Whoever read that must be able to tell it from what comes in its place. */
    private Reach.State endAsLeft() throws IOException {
        Reach.State end = reach.state();
        if (!end.place().equals(left)) {
            throw cutShort();
        }
        return end;
    }

    private static IOException cutShort() {
        return new IOException("the log in NATS does not end any more with what was written last");
    }

    private void readOn() throws IOException, JetStreamApiException, InterruptedException {
        long newest = stream.ends().last();
        if (newest < reach.state().position()) {
            throw cutShort();
        }
        reach.await(newest, PATIENCE);
    }

    private boolean isNewest(Epoch epoch) {
        return copied.get().filter(bounds -> bounds.newestEpoch().equals(epoch)).isPresent();
    }

    private void tellWhatIsLost(LogPlace acknowledged) {
        long end = reach.state().position();
        if (end < acknowledged.position()) {
            LOG.warnf(
                    "the log in NATS ends at %d, but %d was acknowledged: a server has lost what it had taken."
                            + " Subscribers that were told of it are told to begin anew",
                    end, acknowledged.position());
        }
    }
}
