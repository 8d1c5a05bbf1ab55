package dev.backupwatch.stream;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.LoggedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Some consecutive events as the log holds them, at least one. Compared by identity: who reads the same one shares its bytes. */
final class Batch {

    /** What an event takes beside its bytes: its facets, its identity and what holds them together. */
    private static final int OVERHEAD = 512;

    private final List<LoggedEvent> events;
    private final boolean isShared;
    private final Map<ClusterName, Instant> completed;
    private final long bytes;

    private Batch(List<LoggedEvent> events, boolean isShared) {
        this.events = events;
        this.isShared = isShared;
        this.completed = completed(events);
        this.bytes = events.stream()
                .mapToLong(event -> event.json().size() + OVERHEAD)
                .sum();
    }

    /** One that several subscribers may come to read. */
    static Batch of(List<LoggedEvent> events) {
        return new Batch(List.copyOf(events), true);
    }

    List<LoggedEvent> events() {
        return events;
    }

    /** Whether others may read this very one too; else its bytes are of no use to anybody else. */
    boolean isShared() {
        return isShared;
    }

    Sequence first() {
        return events.get(0).sequence();
    }

    Cursor end() {
        return lastEvent().cursor();
    }

    boolean endsAPoll() {
        return lastEvent().isPollEnd();
    }

    /** Of memory, about. */
    long bytes() {
        return bytes;
    }

    /** When the newest poll of each cluster completed whose last event is in here, where only a complete poll can tell it. */
    Map<ClusterName, Instant> completed() {
        return completed;
    }

    /** What of it follows that sequence, which is before its end. */
    Batch after(Sequence reached) {
        int skipped = (int) (reached.value() + 1 - first().value());
        return skipped <= 0 ? this : new Batch(events.subList(skipped, events.size()), false);
    }

    /** Where batches and polls never end together, a busy stream would wait for its bookmark for ever. */
    Batch upToAPollEnd() {
        int end = events.size();
        while (end > 0 && !events.get(end - 1).isPollEnd()) {
            end--;
        }
        return end == 0 || end == events.size() ? this : new Batch(events.subList(0, end), false);
    }

    private LoggedEvent lastEvent() {
        return events.get(events.size() - 1);
    }

    private static Map<ClusterName, Instant> completed(List<LoggedEvent> events) {
        Map<ClusterName, Instant> completed = new TreeMap<>();
        for (LoggedEvent event : events) {
            boolean isOfACompletePoll =
                    event.facets().identity() != null || event.facets().type() == EventType.SOURCE_RECOVERED;
            if (isOfACompletePoll && event.isPollEnd()) {
                completed.merge(event.facets().cluster(), event.time(), Batch::later);
            }
        }
        return completed;
    }

    /** A clock that was set back makes no poll less fresh. */
    static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
