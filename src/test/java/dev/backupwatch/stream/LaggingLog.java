package dev.backupwatch.stream;

import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.Attested;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.story.ForwardingLog;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A replica's copy that stays where it is until the log itself is asked. */
final class LaggingLog implements ForwardingLog {

    private final EventLogReader log;
    private final List<Runnable> listeners = new ArrayList<>();
    private @Nullable LogBounds seen;
    private @Nullable Attested heard;

    LaggingLog(EventLogReader log) {
        this.log = log;
    }

    /** What comes from now on is not here yet. */
    void stay() {
        seen = log.bounds().await().indefinitely();
        heard = log.attested();
    }

    @Override
    public EventLogReader log() {
        return log;
    }

    @Override
    public Uni<LogBounds> newestBounds() {
        return Uni.createFrom().deferred(() -> {
            seen = null;
            heard = null;
            listeners.forEach(Runnable::run);
            return log.bounds();
        });
    }

    @Override
    public Uni<LogBounds> bounds() {
        return Uni.createFrom()
                .deferred(() -> seen == null ? log.bounds() : Uni.createFrom().item(seen));
    }

    @Override
    public Uni<List<LoggedEvent>> readAfter(Sequence after, int limit) {
        Sequence head = attested().head();
        return log.readAfter(after, limit)
                .map(page -> page.stream()
                        .filter(event -> !event.sequence().isAfter(head))
                        .toList());
    }

    @Override
    public Attested attested() {
        return heard == null ? log.attested() : heard;
    }

    @Override
    public Cancellable onAdvance(Runnable listener) {
        listeners.add(listener);
        Cancellable calls = log.onAdvance(listener);
        return () -> {
            listeners.remove(listener);
            calls.cancel();
        };
    }
}
