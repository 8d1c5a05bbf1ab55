package dev.backupwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class OneAtATimeTest {

    private final OneAtATime turns = new OneAtATime();
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private final List<UniEmitter<? super String>> begun = new ArrayList<>();

    @Test
    void piecesBeginInTheOrderInWhichTheyWereBroughtAndNeverTwoAtATime() {
        bring();
        bring();
        bring();
        assertThat(begun).hasSize(1);

        begun.get(0).complete("a");
        assertThat(begun).hasSize(2);
        begun.get(1).complete("b");
        begun.get(2).complete("c");

        assertThat(done).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void aPieceThatFailsDoesNotStopTheNext() {
        bring();
        bring();
        begun.get(0).fail(new IllegalStateException("full"));
        begun.get(1).complete("b");

        assertThat(done).containsExactlyInAnyOrder("full", "b");
    }

    @Test
    void aPieceThatCannotEvenBeginDoesNotStopTheNextEither() {
        turns.<String>take(() -> {
                    throw new IllegalStateException("bug");
                })
                .subscribe()
                .with(done::add, failure -> done.add(failure.getMessage()));
        bring();
        begun.get(0).complete("b");

        assertThat(done).containsExactly("bug", "b");
    }

    @Test
    void aPieceBroughtFromWithinAnotherWaitsForItsTurn() {
        turns.take(() -> {
                    bring();
                    assertThat(begun).isEmpty();
                    return Uni.createFrom().item("outer");
                })
                .subscribe()
                .with(done::add);
        begun.get(0).complete("inner");

        assertThat(done).containsExactlyInAnyOrder("outer", "inner");
    }

    @Test
    void nothingIsPerformedBeforeSomebodyAsksForTheResult() {
        Uni<String> unasked = turns.take(() -> Uni.createFrom().item("x"));
        bring();

        assertThat(begun).hasSize(1);
        begun.get(0).complete("b");
        assertThat(unasked.await().indefinitely()).isEqualTo("x");
    }

    @Test
    void manyThreadsGetOneTurnEachAndOneAtATime() {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        var inside = new AtomicInteger();
        var overlaps = new AtomicInteger();
        var start = new CountDownLatch(1);
        try {
            IntStream.range(0, 400)
                    .forEach(i -> threads.execute(() -> {
                        awaitOrFail(start);
                        turns.take(() -> Uni.createFrom()
                                        .item(inside.incrementAndGet())
                                        .emitOn(threads)
                                        .invoke(count -> overlaps.addAndGet(count - 1))
                                        .invoke(inside::decrementAndGet))
                                .subscribe()
                                .with(count -> done.add("x"));
                    }));
            start.countDown();
            Awaitility.await().until(() -> done.size() == 400);
        } finally {
            threads.shutdownNow();
        }
        assertThat(overlaps).hasValue(0);
    }

    private void bring() {
        turns.take(() -> Uni.createFrom().<String>emitter(begun::add))
                .subscribe()
                .with(done::add, failure -> done.add(String.valueOf(failure.getMessage())));
    }

    private static void awaitOrFail(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
