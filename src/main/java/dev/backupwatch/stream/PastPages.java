package dev.backupwatch.stream;

import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.eventlog.LoggedEvent;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The log page by page into the past, for those who look at what was last first. */
public final class PastPages {

    private static final String BEFORE = "before";

    private final EventLogReader log;

    public PastPages(EventLogReader log) {
        this.log = log;
    }

    /**
     * @param events newest first
     * @param next the oldest event that was looked at, before which the next page goes on; empty where the log holds none
     */
    public record Page(List<Encoded> events, Optional<Cursor> next) {}

    /**
     * Those before that cursor's event, or the newest. Fails with {@link BadRequestException} for text that is no cursor, with
     * {@link GoneException} for one not vouched for, as where all before it was removed with its own event, and with
     * {@link UnreadableException} while the log cannot be read.
     */
    public Uni<Page> read(Optional<String> before, Filter filter, int limit) {
        return UnreadableException.where(begin(before)
                .chain(begin -> scan(begin, new Scan(filter, limit, new ArrayList<>(), begin.before(), 0))));
    }

    /**
     * @param before only events before it are looked at
     * @param cursor as it was asked for, if it was
     */
    private record Begin(Sequence before, LogBounds bounds, Optional<String> cursor) {}

    private Uni<Begin> begin(Optional<String> before) {
        if (before.isEmpty()) {
            return log.bounds().map(bounds -> new Begin(bounds.head().next(), bounds, before));
        }
        if (before.get().equals(Resume.OLDEST)) {
            return Uni.createFrom().failure(Vouching.malformed(BEFORE, before.get()));
        }
        return new Vouching(log)
                .of(BEFORE, before.get())
                .map(vouched -> new Begin(vouched.cursor().sequence(), vouched.bounds(), before));
    }

    /** @param reached the oldest event that was looked at, or what is asked to be before */
    private record Scan(Filter filter, int limit, List<Encoded> events, Sequence reached, int scanned) {

        boolean isDone() {
            return events.size() == limit || scanned >= LogPages.MOST_SCANNED;
        }

        Scan over(List<LoggedEvent> page) {
            Sequence last = reached;
            int seen = scanned;
            for (LoggedEvent event : page) {
                if (events.size() == limit) {
                    break;
                }
                if (filter.accepts(event.facets())) {
                    events.add(event.json());
                }
                last = event.sequence();
                seen++;
            }
            return new Scan(filter, limit, events, last, seen);
        }
    }

    private Uni<Page> scan(Begin begin, Scan scan) {
        LogBounds bounds = begin.bounds();
        if (!scan.reached().isAfter(bounds.compacted().next())) {
            return Uni.createFrom().item(new Page(scan.events(), Optional.empty()));
        }
        if (scan.isDone()) {
            return Uni.createFrom().item(new Page(scan.events(), Optional.of(bounds.cursorOf(scan.reached()))));
        }
        return log.readBefore(scan.reached(), LogPages.PAGE)
                .chain(page -> isWhatPrecedes(scan.reached(), page, bounds)
                        ? scan(begin, scan.over(page))
                        : overtaken(begin, scan));
    }

    private static boolean isWhatPrecedes(Sequence reached, List<LoggedEvent> page, LogBounds bounds) {
        return !page.isEmpty()
                && page.get(0).sequence().next().equals(reached)
                && bounds.wrote(page.get(0).cursor());
    }

    /**
     * Retention has removed what precedes, or another log has begun. What was looked at is whole, and who goes on there is
     * told.
     */
    private static Uni<Page> overtaken(Begin begin, Scan scan) {
        if (scan.scanned() > 0) {
            Cursor next = begin.bounds().cursorOf(scan.reached());
            return Uni.createFrom().item(new Page(scan.events(), Optional.of(next)));
        }
        return Uni.createFrom()
                .failure(begin.cursor()
                        .<Exception>map(cursor -> new GoneException(cursor, Resume.Reason.COMPACTED))
                        .orElseGet(() -> new IOException("the log's newest events went while they were read")));
    }
}
