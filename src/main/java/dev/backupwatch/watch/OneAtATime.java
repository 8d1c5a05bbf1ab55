package dev.backupwatch.watch;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/** Performs asynchronous work one after the other, in the order in which it was brought. Bounded by who waits: each loop brings one piece. */
final class OneAtATime {

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean isBusy;

    <T> Uni<T> take(Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .emitter(done -> bring(() -> Uni.createFrom()
                        .deferred(work::get)
                        .onTermination()
                        .invoke(this::next)
                        .subscribe()
                        .with(done::complete, done::fail)));
    }

    private void bring(Runnable turn) {
        synchronized (waiting) {
            if (isBusy) {
                waiting.add(turn);
                return;
            }
            isBusy = true;
        }
        turn.run();
    }

    private void next() {
        Runnable turn;
        synchronized (waiting) {
            turn = waiting.poll();
            isBusy = turn != null;
        }
        if (turn != null) {
            turn.run();
        }
    }
}
