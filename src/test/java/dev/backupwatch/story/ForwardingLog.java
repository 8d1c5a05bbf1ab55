package dev.backupwatch.story;

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

/** A log that passes every question on to another one; a test overrides what shall be different. */
public interface ForwardingLog extends EventLogReader {

    EventLogReader log();

    /** How a question that is answered later is asked. */
    default <T> Uni<T> ask(Supplier<Uni<T>> question) {
        return question.get();
    }

    @Override
    default Uni<List<LoggedEvent>> readAfter(Sequence after, int limit) {
        return ask(() -> log().readAfter(after, limit));
    }

    @Override
    default Uni<List<LoggedEvent>> readBefore(Sequence before, int limit) {
        return ask(() -> log().readBefore(before, limit));
    }

    @Override
    default Uni<List<LoggedEvent>> removalsBefore(Sequence before, int limit) {
        return ask(() -> log().removalsBefore(before, limit));
    }

    @Override
    default Uni<List<LoggedEvent>> removalsOf(ClusterName cluster, JobKey job) {
        return ask(() -> log().removalsOf(cluster, job));
    }

    @Override
    default Uni<LogBounds> bounds() {
        return ask(() -> log().bounds());
    }

    @Override
    default Uni<LogState> state() {
        return ask(() -> log().state());
    }

    @Override
    default Attested attested() {
        return log().attested();
    }

    @Override
    default Cancellable onAdvance(Runnable listener) {
        return log().onAdvance(listener);
    }
}
