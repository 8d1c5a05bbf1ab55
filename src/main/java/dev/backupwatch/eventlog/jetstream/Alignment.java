package dev.backupwatch.eventlog.jetstream;

import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.Checkpoint;
import dev.backupwatch.eventlog.LogPlace;
import dev.backupwatch.eventlog.sqlite.LogCopy;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Holds the copy against the stream before it goes on: where it cannot, it begins anew from a checkpoint. */
final class Alignment {

    private static final Logger LOG = Logger.getLogger(Alignment.class);

    private final StreamView stream;
    private final Checkpoints checkpoints;
    private final LogCopy copy;

    Alignment(StreamView stream, Checkpoints checkpoints, LogCopy copy) {
        this.stream = stream;
        this.checkpoints = checkpoints;
        this.copy = copy;
    }

    /**
     * Where to read on.
     *
     * @param position after which it begins
     * @param arrival the place at which a copy that began anew is whole
     */
    record Start(long position, Optional<LogPlace> arrival) {}

    Start align() throws IOException, JetStreamApiException, InterruptedException {
        StreamView.Ends ends = stream.ends();
        Optional<LogPlace> place = copy.place();
        if (place.isPresent()) {
            if (continues(place.get(), ends)) {
                return new Start(place.get().position(), Optional.empty());
            }
            LOG.warnf(
                    "the log in NATS does not go on from what was read of it: it was read up to %d and holds %d to %d."
                            + " What it has lost is lost for subscribers too, and they are told so; it is read anew",
                    place.get().position(), ends.first(), ends.last());
        }
        return beginAnew(ends);
    }

    /** In place of what the copy holds. */
    Start beginAnew() throws IOException, JetStreamApiException, InterruptedException {
        return beginAnew(stream.ends());
    }

    private Start beginAnew(StreamView.Ends ends) throws IOException, JetStreamApiException, InterruptedException {
        Checkpoint base = base(ends);
        Sequence compacted = ends.messages() == 0
                ? base.head()
                : new Sequence(stream.chunk(ends.first())
                                .orElseThrow(() -> new IOException("the stream was purged just now"))
                                .first()
                                .value()
                        - 1);
        copy.begin(base, compacted);
        if (base.place().position() < ends.first()) {
            copy.arrive(base.place());
            return new Start(base.place().position(), Optional.empty());
        }
        return new Start(ends.first() - 1, Optional.of(base.place()));
    }

    /** The newest checkpoint of which the stream holds the last record and all that follow. */
    private Checkpoint base(StreamView.Ends ends) throws IOException, JetStreamApiException, InterruptedException {
        for (long position : checkpoints.positions()) {
            if (position >= ends.first() && position <= ends.last()) {
                Checkpoint checkpoint = checkpoints.read(position);
                if (isIn(checkpoint.place())) {
                    return checkpoint;
                }
            }
        }
        if (ends.first() > 1) {
            throw new IOException("the stream begins at %d and there is no checkpoint from which it could be read:"
                            .formatted(ends.first())
                    + " remove the stream and its buckets to begin a new log");
        }
        return Checkpoint.BEGIN;
    }

    private boolean continues(LogPlace place, StreamView.Ends ends)
            throws IOException, JetStreamApiException, InterruptedException {
        if (place.position() > ends.last() || place.position() < ends.first() - 1) {
            return false;
        }
        // What was purged up to exactly there is held against the next record's name for the one before it.
        return place.position() < ends.first() || isIn(place);
    }

    private boolean isIn(LogPlace place) throws IOException, JetStreamApiException, InterruptedException {
        return stream.chunk(place.position())
                .filter(chunk -> chunk.batch().equals(place.record()) && chunk.isLast())
                .isPresent();
    }
}
