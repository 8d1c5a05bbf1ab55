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
import java.util.function.Supplier;

/** A log that reads on threads of its own, whose answers are waited for: so a test decides between which steps they come. */
record AwaitedLog(EventLogReader log) implements EventLogReader {

    @Override
    public Uni<LogBounds> bounds() {
        return awaited(log::bounds);
    }

    @Override
    public Uni<List<LoggedEvent>> readAfter(Sequence after, int limit) {
        return awaited(() -> log.readAfter(after, limit));
    }

    @Override
    public Uni<List<LoggedEvent>> removalsBefore(Sequence before, int limit) {
        return awaited(() -> log.removalsBefore(before, limit));
    }

    @Override
    public Uni<List<LoggedEvent>> removalsOf(ClusterName cluster, JobKey job) {
        return awaited(() -> log.removalsOf(cluster, job));
    }

    @Override
    public Uni<LogState> state() {
        return awaited(log::state);
    }

    @Override
    public Attested attested() {
        return log.attested();
    }

    @Override
    public Cancellable onAdvance(Runnable listener) {
        return log.onAdvance(listener);
    }

    private static <T> Uni<T> awaited(Supplier<Uni<T>> question) {
        return Uni.createFrom().item(() -> question.get().await().indefinitely());
    }
}
