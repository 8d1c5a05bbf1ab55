package dev.backupwatch.stream;

import dev.backupwatch.event.Epoch;
import dev.backupwatch.eventlog.Attested;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LogState;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** The state at the log's head, read once for all who ask while it holds or is being read: thousands may come at once. */
final class NewestState {

    private final EventLogReader log;
    private @Nullable LogState known;
    private @Nullable Running running;

    /** @param epoch the log's newest when it was begun: in place of that log there may be another one since */
    private record Running(Epoch epoch, Uni<LogState> state) {}

    NewestState(EventLogReader log) {
        this.log = log;
    }

    /** Of a moment while this is answered: what came after it follows its cursor in the log. */
    synchronized Uni<LogState> now() {
        Attested attested = log.attested();
        if (known != null && isStill(known, attested)) {
            return Uni.createFrom().item(new LogState(known.cursor(), known.entries(), attested));
        }
        Running read = running;
        if (read == null || !read.epoch().equals(attested.epoch())) {
            read = new Running(attested.epoch(), read());
            running = read;
        }
        return read.state();
    }

    private Uni<LogState> read() {
        return log.state()
                .onItemOrFailure()
                .invoke((state, failure) -> keep(state))
                .memoize()
                .indefinitely();
    }

    private static boolean isStill(LogState known, Attested attested) {
        return attested.head().equals(known.cursor().sequence())
                && attested.revision() == known.attested().revision()
                && attested.epoch().equals(known.attested().epoch());
    }

    private synchronized void keep(@Nullable LogState state) {
        running = null;
        known = state;
    }
}
