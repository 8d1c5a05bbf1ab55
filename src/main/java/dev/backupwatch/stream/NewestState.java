package dev.backupwatch.stream;

import dev.backupwatch.eventlog.Attested;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LogState;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** The state at the log's head, read once for all who ask while it holds or is being read: thousands may come at once. */
final class NewestState {

    private final EventLogReader log;
    private @Nullable LogState known;
    private @Nullable Uni<LogState> running;

    NewestState(EventLogReader log) {
        this.log = log;
    }

    /** Of a moment while this is answered: what came after it follows its cursor in the log. */
    synchronized Uni<LogState> now() {
        Attested attested = log.attested();
        if (known != null && isStill(known, attested)) {
            return Uni.createFrom().item(new LogState(known.cursor(), known.entries(), attested));
        }
        Uni<LogState> read = running;
        if (read == null) {
            read = log.state()
                    .onItemOrFailure()
                    .invoke((state, failure) -> keep(state))
                    .memoize()
                    .indefinitely();
            running = read;
        }
        return read;
    }

    private static boolean isStill(LogState known, Attested attested) {
        return attested.head().equals(known.cursor().sequence())
                && attested.epoch().equals(known.attested().epoch());
    }

    private synchronized void keep(@Nullable LogState state) {
        running = null;
        known = state;
    }
}
