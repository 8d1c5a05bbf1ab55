package dev.backupwatch.stream;

import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LoggedEvent;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;

/** The log page by page, for those who do not listen. */
public final class LogPages {

    static final int PAGE = 500;

    /** A filter that lets nothing through must not make one request read the whole log. */
    static final int MOST_SCANNED = 10_000;

    private final EventLogReader log;

    public LogPages(EventLogReader log) {
        this.log = log;
    }

    /** @param scanned up to where the log was looked at: the next page goes on there */
    public record Page(List<Encoded> events, Cursor scanned) {}

    /**
     * Fails with {@link BadRequestException} for text that is no cursor, with {@link GoneException} for one not vouched for, and
     * with {@link UnreadableException} while the log cannot be read.
     */
    public Uni<Page> read(String cursor, Filter filter, int limit) {
        return UnreadableException.where(pageAfter(cursor, filter, limit));
    }

    private Uni<Page> pageAfter(String cursor, Filter filter, int limit) {
        return new Vouching(log)
                .of("cursor", cursor)
                .chain(vouched -> scan(new Scan(filter, limit, new ArrayList<>(), vouched.cursor(), 0)));
    }

    private record Scan(Filter filter, int limit, List<Encoded> events, Cursor reached, int scanned) {

        boolean isDone() {
            return events.size() == limit || scanned >= MOST_SCANNED;
        }

        boolean isFollowedBy(LoggedEvent event) {
            return event.sequence().equals(reached.sequence().next());
        }

        Scan over(List<LoggedEvent> page) {
            Cursor last = reached;
            int seen = scanned;
            for (LoggedEvent event : page) {
                if (events.size() == limit) {
                    break;
                }
                if (filter.accepts(event.facets())) {
                    events.add(event.json());
                }
                last = event.cursor();
                seen++;
            }
            return new Scan(filter, limit, events, last, seen);
        }
    }

    private Uni<Page> scan(Scan scan) {
        if (scan.isDone()) {
            return Uni.createFrom().item(new Page(scan.events(), scan.reached()));
        }
        return log.readAfter(scan.reached().sequence(), PAGE).chain(page -> {
            if (!page.isEmpty() && !scan.isFollowedBy(page.get(0))) {
                return overtaken(scan);
            }
            return page.isEmpty()
                    ? Uni.createFrom().item(new Page(scan.events(), scan.reached()))
                    : scan(scan.over(page));
        });
    }

    /** Retention has removed what comes next. What was scanned is whole; the page after it would not be. */
    private static Uni<Page> overtaken(Scan scan) {
        if (scan.scanned() == 0) {
            throw new GoneException(scan.reached().toString(), Resume.Reason.COMPACTED);
        }
        return Uni.createFrom().item(new Page(scan.events(), scan.reached()));
    }
}
