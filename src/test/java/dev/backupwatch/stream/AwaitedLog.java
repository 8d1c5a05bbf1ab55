package dev.backupwatch.stream;

import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.story.ForwardingLog;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** A log that reads on threads of its own, whose answers are waited for: so a test decides between which steps they come. */
record AwaitedLog(EventLogReader log) implements ForwardingLog {

    @Override
    public <T> Uni<T> ask(Supplier<Uni<T>> question) {
        return Uni.createFrom().item(() -> question.get().await().indefinitely());
    }
}
