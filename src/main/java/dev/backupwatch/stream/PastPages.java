package dev.backupwatch.stream;

import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.eventlog.LoggedEvent;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
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
        return UnreadableException.where(begin(before).chain(begin -> scan(begin, PageScan.begin(filter, limit))));
    }

    /**
     * @param before only events before it are looked at
     * @param cursor as it was asked for, if it was
     */
    private record Begin(Sequence before, LogBounds bounds, Optional<String> cursor) {

        /** The oldest that was looked at, or what is asked to be before. */
        Sequence reached(PageScan scan) {
            return scan.last().map(LoggedEvent::sequence).orElse(before);
        }

        Page page(PageScan scan) {
            return new Page(scan.events(), Optional.of(bounds.cursorOf(reached(scan))));
        }
    }

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

    private Uni<Page> scan(Begin begin, PageScan scan) {
        LogBounds bounds = begin.bounds();
        Sequence reached = begin.reached(scan);
        if (!reached.isAfter(bounds.compacted().next())) {
            return Uni.createFrom().item(new Page(scan.events(), Optional.empty()));
        }
        if (scan.isDone()) {
            return Uni.createFrom().item(begin.page(scan));
        }
        return log.readBefore(reached, PageScan.READ)
                .chain(read ->
                        isWhatPrecedes(reached, read, bounds) ? scan(begin, scan.over(read)) : overtaken(begin, scan));
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
    private static Uni<Page> overtaken(Begin begin, PageScan scan) {
        if (scan.scanned() > 0) {
            return Uni.createFrom().item(begin.page(scan));
        }
        return Uni.createFrom()
                .failure(begin.cursor()
                        .<Exception>map(cursor -> new GoneException(cursor, Resume.Reason.COMPACTED))
                        .orElseGet(() -> new IOException("the log's newest events went while they were read")));
    }
}
