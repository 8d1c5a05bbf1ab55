package dev.backupwatch.stream;

import dev.backupwatch.event.Encoded;
import dev.backupwatch.eventlog.LoggedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a page of the log has gathered so far, whichever way it goes.
 *
 * @param events that pass the filter, in the order in which they were looked at
 * @param last that was looked at, if any was
 * @param scanned how many were
 */
record PageScan(Filter filter, int limit, List<Encoded> events, Optional<LoggedEvent> last, int scanned) {

    /** So many are read at once. */
    static final int READ = 500;

    /** A filter that lets nothing through must not make one request read the whole log. */
    static final int MOST_SCANNED = 10_000;

    static PageScan begin(Filter filter, int limit) {
        return new PageScan(filter, limit, new ArrayList<>(), Optional.empty(), 0);
    }

    boolean isDone() {
        return events.size() == limit || scanned >= MOST_SCANNED;
    }

    PageScan over(List<LoggedEvent> read) {
        Optional<LoggedEvent> reached = last;
        int seen = scanned;
        for (LoggedEvent event : read) {
            if (events.size() == limit) {
                break;
            }
            filter.told(event).ifPresent(events::add);
            reached = Optional.of(event);
            seen++;
        }
        return new PageScan(filter, limit, events, reached, seen);
    }
}
