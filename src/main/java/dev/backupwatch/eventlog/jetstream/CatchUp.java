package dev.backupwatch.eventlog.jetstream;

import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.eventlog.Worker;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Answers who must know what the log itself holds. Thousands may ask at once, when another replica has ended: all that ask
 * while one answer is on its way share the next, which is of a later moment than any of them asked.
 */
final class CatchUp {

    private final Queue<UniEmitter<? super LogBounds>> waiting = new ConcurrentLinkedQueue<>();
    private final Worker worker;
    private final Callable<LogBounds> newest;

    /** @param newest what the log holds now, once it can be read here; may wait */
    CatchUp(Worker worker, Callable<LogBounds> newest) {
        this.worker = worker;
        this.newest = newest;
    }

    /** Fails as the question does. */
    Uni<LogBounds> bounds() {
        return Uni.createFrom().emitter(asker -> {
            waiting.add(asker);
            worker.later(this::answer);
        });
    }

    private void answer() {
        List<UniEmitter<? super LogBounds>> askers = new ArrayList<>();
        for (var asker = waiting.poll(); asker != null; asker = waiting.poll()) {
            askers.add(asker);
        }
        if (askers.isEmpty()) {
            return;
        }
        LogBounds bounds;
        try {
            bounds = newest.call();
        } catch (Exception failure) {
            askers.forEach(asker -> asker.fail(failure));
            return;
        }
        askers.forEach(asker -> asker.complete(bounds));
    }
}
