package dev.backupwatch.stream;

import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.story.ForwardingLog;
import dev.backupwatch.story.WrittenLog;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A log that is damaged and begins anew, or loses its tail, while it is read. */
final class ReplacedLog implements ForwardingLog {

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
    public EventLogReader log() {
        return log.reader();
    }

    @Override
    public <T> Uni<T> ask(Supplier<Uni<T>> question) {
        return Uni.createFrom().deferred(question::get);
    }

    @Override
    public Cancellable onAdvance(Runnable listener) {
        listeners.add(listener);
        return log.reader().onAdvance(listener);
    }
}
