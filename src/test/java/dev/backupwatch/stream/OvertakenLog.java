package dev.backupwatch.stream;

import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.story.ForwardingLog;
import io.smallrye.mutiny.Uni;

/** A log in which something happens just after its bounds were told. */
record OvertakenLog(EventLogReader log, Runnable meanwhile) implements ForwardingLog {

    @Override
    public Uni<LogBounds> bounds() {
        LogBounds bounds = log.bounds().await().indefinitely();
        meanwhile.run();
        return Uni.createFrom().item(bounds);
    }
}
