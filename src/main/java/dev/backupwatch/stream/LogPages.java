package dev.backupwatch.stream;

import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LoggedEvent;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** The log page by page, for those who do not listen. */
public final class LogPages {

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
                .chain(vouched -> scan(vouched.cursor(), PageScan.begin(filter, limit)));
    }

    private Uni<Page> scan(Cursor after, PageScan scan) {
        Page page = new Page(scan.events(), scan.last().map(LoggedEvent::cursor).orElse(after));
        if (scan.isDone()) {
            return Uni.createFrom().item(page);
        }
        return log.readAfter(page.scanned().sequence(), PageScan.READ).chain(read -> {
            if (read.isEmpty()) {
                return Uni.createFrom().item(page);
            }
            boolean isNext =
                    read.get(0).sequence().equals(page.scanned().sequence().next());
            return isNext ? scan(after, scan.over(read)) : overtaken(page, scan);
        });
    }

    /** Retention has removed what comes next. What was scanned is whole; the page after it would not be. */
    private static Uni<Page> overtaken(Page page, PageScan scan) {
        if (scan.scanned() == 0) {
            throw new GoneException(page.scanned().toString(), Resume.Reason.COMPACTED);
        }
        return Uni.createFrom().item(page);
    }
}
