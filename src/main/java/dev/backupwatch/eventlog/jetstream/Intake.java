package dev.backupwatch.eventlog.jetstream;

import dev.backupwatch.eventlog.LogPlace;
import dev.backupwatch.eventlog.LogRecord;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.sqlite.LogCopy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes the stream's chunks from one start on, and brings the copy the records that they make, many at a time. */
final class Intake {

    private static final int MOST_RECORDS = 256;
    private static final int MOST_BYTES = 1024 * 1024;

    private final LogCopy copy;
    private final Reach reach;
    private final Assembly assembly;
    private final List<LogRecord.Placed> taken = new ArrayList<>();
    /** What the copy holds. */
    private LogPlace place;
    /** Until a copy that began anew is whole; then null. */
    private @Nullable LogPlace arrival;
    /** The newest record's name; null where it is not known what came before. */
    private @Nullable String previous;

    private int bytes;

    Intake(LogCopy copy, Reach reach, Alignment.Start start) throws IOException, InterruptedException {
        this.copy = copy;
        this.reach = reach;
        this.assembly = new Assembly(start.position());
        this.arrival = start.arrival().orElse(null);
        Optional<LogPlace> before = copy.place();
        this.previous = before.map(LogPlace::record).orElse(null);
        this.place = before.orElse(LogPlace.BEGIN);
        reach.set(new Reach.State(start.position(), place));
    }

    long reached() {
        return assembly.reached();
    }

    void add(long position, Chunk chunk) throws IOException, InterruptedException, DivergedException {
        bytes += chunk.bytes().length;
        Optional<Assembly.Whole> whole = assembly.add(position, chunk);
        if (whole.isPresent()) {
            add(whole.get());
        }
        if (taken.size() >= MOST_RECORDS || bytes >= MOST_BYTES) {
            flush();
        }
    }

    /** Whoever waits for what was added is told. */
    void flush() throws IOException, InterruptedException {
        if (!taken.isEmpty()) {
            bring();
            taken.clear();
            bytes = 0;
        }
        if (arrival == null && reach.state().position() != assembly.reached()) {
            reach.set(new Reach.State(assembly.reached(), place));
        }
    }

    private void add(Assembly.Whole whole) throws IOException, InterruptedException, DivergedException {
        if (previous != null && !whole.previous().equals(previous)) {
            throw new DivergedException("the record at %d does not follow what was read before it"
                    .formatted(whole.placed().place().position()));
        }
        LogPlace next = whole.placed().place();
        previous = next.record();
        taken.add(whole.placed());
        if (arrival != null && next.position() >= arrival.position()) {
            arrive(next, arrival);
        }
    }

    private void arrive(LogPlace reached, LogPlace expected)
            throws IOException, InterruptedException, DivergedException {
        if (!reached.equals(expected)) {
            throw new DivergedException("the stream has changed while it was read");
        }
        bring();
        taken.clear();
        copy.arrive(reached);
        place = reached;
        arrival = null;
    }

    private void bring() throws IOException, InterruptedException {
        if (arrival == null) {
            copy.take(taken);
            place = taken.get(taken.size() - 1).place();
        } else {
            copy.takePast(taken.stream()
                    .map(LogRecord.Placed::record)
                    .flatMap(record -> record instanceof LogRecord.Step step
                            ? step.step().events().stream()
                            : Stream.<LoggedEvent>empty())
                    .toList());
        }
    }
}
