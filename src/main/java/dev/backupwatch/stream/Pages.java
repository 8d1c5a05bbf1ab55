package dev.backupwatch.stream;

import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LoggedEvent;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The log behind the tail, page by page. Pages end at multiples of their size, so that subscribers who are at different
 * places soon read the same ones, and those are read once: at the same time, or while they are among the newest read.
 */
final class Pages {

    private static final int PAGE = 256;

    private final EventLogReader log;
    private final long mostBytes;
    private final Map<Place, Uni<Optional<Batch>>> reading = new LinkedHashMap<>();
    private final LinkedHashMap<Place, Batch> read = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** @param epoch the log's newest: after another opening of the log nothing that was read before is taken from here */
    private record Place(Epoch epoch, Sequence after) {}

    Pages(EventLogReader log, long mostBytes) {
        this.log = log;
        this.mostBytes = mostBytes;
    }

    /** What follows that sequence; starts later where the next ones were removed, and is empty where nothing follows. */
    synchronized Uni<Optional<Batch>> after(Sequence reached) {
        var place = new Place(log.attested().epoch(), reached);
        Batch known = read.get(place);
        if (known != null) {
            return Uni.createFrom().item(Optional.of(known));
        }
        Uni<Optional<Batch>> running = reading.get(place);
        if (running == null) {
            running = read(place).memoize().indefinitely();
            reading.put(place, running);
        }
        return running;
    }

    private Uni<Optional<Batch>> read(Place place) {
        int limit = PAGE - (int) (place.after().value() % PAGE);
        return log.readAfter(place.after(), limit)
                .map(page -> keep(place, page, limit))
                .onFailure()
                .invoke(failure -> forget(place));
    }

    private synchronized Optional<Batch> keep(Place place, List<LoggedEvent> page, int limit) {
        reading.remove(place);
        if (page.isEmpty()) {
            return Optional.empty();
        }
        Batch batch = Batch.of(page);
        // More may follow one that is not full.
        if (page.size() == limit && log.attested().epoch().equals(place.epoch())) {
            read.put(place, batch);
            bytes += batch.bytes();
            while (bytes > mostBytes && read.size() > 1) {
                var oldest = read.entrySet().iterator();
                bytes -= oldest.next().getValue().bytes();
                oldest.remove();
            }
        }
        return Optional.of(batch);
    }

    private synchronized void forget(Place place) {
        reading.remove(place);
    }
}
