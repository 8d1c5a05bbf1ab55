package dev.backupwatch.stream;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.Attested;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.story.WrittenLog;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayList;
import java.util.List;

/** A log that is damaged and begins anew, or loses its tail, while it is read. */
final class ReplacedLog implements EventLogReader {

    private final List<Runnable> listeners = new ArrayList<>();
    private WrittenLog log;

    ReplacedLog(WrittenLog log) {
        this.log = log;
    }

    void becomes(WrittenLog another) {
        log = another;
        listeners.forEach(Runnable::run);
        listeners.forEach(another.reader()::onAdvance);
    }

    @Override
    public Uni<LogBounds> bounds() {
        return Uni.createFrom().deferred(() -> log.reader().bounds());
    }

    @Override
    public Uni<List<LoggedEvent>> readAfter(Sequence after, int limit) {
        return Uni.createFrom().deferred(() -> log.reader().readAfter(after, limit));
    }

    @Override
    public Uni<List<LoggedEvent>> removalsBefore(Sequence before, int limit) {
        return Uni.createFrom().deferred(() -> log.reader().removalsBefore(before, limit));
    }

    @Override
    public Uni<List<LoggedEvent>> removalsOf(ClusterName cluster, JobKey job) {
        return Uni.createFrom().deferred(() -> log.reader().removalsOf(cluster, job));
    }

    @Override
    public Uni<LogState> state() {
        return Uni.createFrom().deferred(() -> log.reader().state());
    }

    @Override
    public Attested attested() {
        return log.reader().attested();
    }

    @Override
    public Cancellable onAdvance(Runnable listener) {
        listeners.add(listener);
        return log.reader().onAdvance(listener);
    }
}
