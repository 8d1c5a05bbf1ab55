package dev.backupwatch.stream;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.Attested;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.eventlog.LoggedEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A log that counts how many pages were asked of it. */
record CountedLog(EventLogReader log, AtomicInteger pages) implements EventLogReader {

    @Override
    public Uni<List<LoggedEvent>> readAfter(Sequence after, int limit) {
        pages.incrementAndGet();
        return log.readAfter(after, limit);
    }

    @Override
    public Uni<LogBounds> bounds() {
        return log.bounds();
    }

    @Override
    public Uni<List<LoggedEvent>> removalsBefore(Sequence before, int limit) {
        return log.removalsBefore(before, limit);
    }

    @Override
    public Uni<List<LoggedEvent>> removalsOf(ClusterName cluster, JobKey job) {
        return log.removalsOf(cluster, job);
    }

    @Override
    public Uni<LogState> state() {
        return log.state();
    }

    @Override
    public Attested attested() {
        return log.attested();
    }

    @Override
    public Cancellable onAdvance(Runnable listener) {
        return log.onAdvance(listener);
    }
}
