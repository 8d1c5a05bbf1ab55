package dev.backupwatch.eventlog.jetstream;

import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.eventlog.LogPlace;
import dev.backupwatch.eventlog.LogPosition;
import dev.backupwatch.eventlog.LogRecord;
import dev.backupwatch.eventlog.LogStep;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.StaleWriterException;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
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
            Sequence head = copied.get().map(LogBounds::head).orElse(Sequence.NONE);
            try {
                await(publish(new LogRecord.Fence(epoch, head.next())));
                return new LogPosition(epoch, head);
            } catch (RefusedException overtaken) {
                readOn();
                if (isNewest(epoch)) {
                    return new LogPosition(epoch, head);
                }
            }
        }
        throw new IOException("the lease was lost, or others write the log at the same time");
    }

    /** @throws StaleWriterException if another writer has begun an epoch since */
    void append(Epoch writer, LogStep step) throws IOException, JetStreamApiException, InterruptedException {
        LogBounds before = requireNewest(writer);
        requireFollows(before.head(), step);
        Sequence last = before.head().plus(step.events().size());
        var record = new LogRecord.Step(writer, before.head().next(), step);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                await(publish(record));
                return;
            } catch (RefusedException overtaken) {
                LogPlace seen = reach.state().place();
                readOn();
                LogBounds now = requireNewest(writer);
                // Only this writer appends in its epoch: what is new in it is this step, whose answer was lost.
                if (now.head().equals(last) && !reach.state().place().equals(seen)) {
                    return;
                }
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
        LogBounds bounds = copied.get().orElseThrow(() -> new StaleWriterException(writer));
        if (!bounds.newestEpoch().equals(writer)) {
            throw new StaleWriterException(bounds.newestEpoch());
        }
        return bounds;
    }

    private LogPlace publish(LogRecord record) throws IOException, RefusedException, InterruptedException {
        // Each try under a name of its own: parts of a refused one may be there, and would be taken for this one's.
        return publisher.publish(UUID.randomUUID().toString(), record, reach.state(), isHeld);
    }

    private void await(LogPlace written) throws IOException, InterruptedException {
        reach.await(written.position(), PATIENCE);
        if (!reach.state().place().equals(written)) {
            throw new IOException("another record was read in place of the one that was written");
        }
    }

    private void readOn() throws IOException, JetStreamApiException, InterruptedException {
        reach.await(stream.newest(), PATIENCE);
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

    private static void requireFollows(Sequence head, LogStep step) {
        Sequence expected = head;
        for (LoggedEvent event : step.events()) {
            expected = expected.next();
            if (!event.sequence().equals(expected)) {
                throw new IllegalArgumentException(
                        "event %d does not follow %d".formatted(event.sequence().value(), expected.value() - 1));
            }
        }
    }
}
