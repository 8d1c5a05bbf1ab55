package dev.backupwatch.eventlog.sqlite;

import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.EventLogWriter;
import dev.backupwatch.eventlog.LogPosition;
import dev.backupwatch.eventlog.LoggedEvent;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes to a log as the watch does: after an append that failed it opens anew, looks at the head, and tries again. */
final class Desk {

    private final EventLogWriter writer;
    private LogPosition position;

    Desk(SqliteEventLog log) {
        writer = log.writer();
        position = now(writer.open());
    }

    LogPosition position() {
        return position;
    }

    EventLogWriter writer() {
        return writer;
    }

    void open() {
        position = now(writer.open());
    }

    /** @return whether the poll is in the log */
    boolean append(int events, Instant time) {
        Sequence end = position.head().plus(events);
        try {
            now(writer.append(Polls.poll(position, events, time)));
            position = new LogPosition(position.epoch(), end);
            return true;
        } catch (RuntimeException failure) {
            return openedAnew(end);
        }
    }

    private boolean openedAnew(Sequence end) {
        try {
            open();
            return position.head().equals(end);
        } catch (RuntimeException failure) {
            return false;
        }
    }

    /** All events, read as a subscriber reads them, without a gap inside what is left. */
    static List<LoggedEvent> all(EventLogReader log) {
        List<LoggedEvent> all = new ArrayList<>();
        Sequence last = Sequence.NONE;
        List<LoggedEvent> page = now(log.readAfter(last, 100));
        while (!page.isEmpty()) {
            all.addAll(page);
            last = page.get(page.size() - 1).sequence();
            page = now(log.readAfter(last, 100));
        }
        return all;
    }

    static <T> T now(Uni<T> uni) {
        return uni.await().indefinitely();
    }
}
