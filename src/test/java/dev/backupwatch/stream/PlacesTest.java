package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private static final int THREADS = 4;
    private static final int ROUNDS = 5_000;

    private final Places places = new Places(new StreamSettings.Limits(4, 2, 100));

    @Test
    void thereAreSoManyInAll() {
        take("a");
        take("a");
        take("b");
        take("c");

        assertThat(places.take("d")).isEmpty();
        assertThat(places.refusal("d")).contains(Farewell.Reason.TOO_MANY_SUBSCRIBERS);
    }

    @Test
    void thereAreSoManyForOneAddress() {
        take("a");
        assertThat(places.refusal("a")).isEmpty();
        take("a");

        assertThat(places.take("a")).isEmpty();
        assertThat(places.refusal("a")).contains(Farewell.Reason.TOO_MANY_SUBSCRIBERS);
        assertThat(places.refusal("b")).isEmpty();
        take("b");
    }

    @Test
    void whoIsRefusedTakesNoPlace() {
        take("a");
        take("a");
        for (int i = 0; i < 10; i++) {
            assertThat(places.take("a")).isEmpty();
        }
        take("b");
        take("c");

        assertThat(places.take("d")).isEmpty();
    }

    @Test
    void aPlaceThatWasLeftCanBeTakenAgain() {
        Runnable first = take("a");
        take("a");
        first.run();

        take("a");
        assertThat(places.take("a")).isEmpty();
    }

    @Test
    void aPlaceIsGivenBackOnce() {
        Runnable first = take("a");
        take("a");
        first.run();
        first.run();
        take("a");

        assertThat(places.take("a")).isEmpty();
    }

    @Test
    void onceClosedNobodyComesInAndWhoIsInMayLeave() {
        Runnable in = take("a");
        places.close();
        in.run();

        assertThat(places.isClosed()).isTrue();
        assertThat(places.take("a")).isEmpty();
        assertThat(places.refusal("b")).contains(Farewell.Reason.DRAINING);
    }

    @Test
    void howeverManyComeAtOnceNoMoreAreInAndAllPlacesAreFreeInTheEnd() throws Exception {
        var in = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                var random = new Random(thread);
                tasks.add(() -> comeAndGo(in, random));
            }
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }

        for (String address : List.of("0", "0", "1", "1")) {
            take(address);
        }
    }

    private Void comeAndGo(AtomicInteger in, Random random) {
        List<Runnable> mine = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            if (random.nextBoolean()) {
                Optional<Runnable> place = places.take(Integer.toString(random.nextInt(3)));
                place.ifPresent(leave -> {
                    assertThat(in.incrementAndGet()).isLessThanOrEqualTo(4);
                    mine.add(leave);
                });
            } else if (!mine.isEmpty()) {
                in.decrementAndGet();
                mine.remove(mine.size() - 1).run();
            }
        }
        mine.forEach(leave -> {
            in.decrementAndGet();
            leave.run();
        });
        return null;
    }

    private Runnable take(String address) {
        return places.take(address).orElseThrow();
    }
}
