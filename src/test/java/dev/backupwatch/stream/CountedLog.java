package dev.backupwatch.stream;

import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.story.ForwardingLog;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A log that counts how many pages were asked of it. */
record CountedLog(EventLogReader log, AtomicInteger pages) implements ForwardingLog {

    @Override
    public Uni<List<LoggedEvent>> readAfter(Sequence after, int limit) {
        pages.incrementAndGet();
        return log.readAfter(after, limit);
    }
}
