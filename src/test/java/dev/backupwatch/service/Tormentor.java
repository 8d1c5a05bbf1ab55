package dev.backupwatch.service;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does harm to one victim again and again, and makes it good each time. */
final class Tormentor {

    private static final int SHORTEST_PART = 4;

    private final Victim victim;
    private final Random random;
    private final PrintStream diary;

    /**
     * Whom, and what can be done to it.
     *
     * @param rest longest time between two harms
     * @param examination fails if it is not as it should be, harm not being done to it
     */
    record Victim(String name, List<Harm> harms, Duration rest, Runnable examination) {}

    Tormentor(Victim victim, Random random, PrintStream diary) {
        this.victim = victim;
        this.random = random;
        this.diary = diary;
    }

    /** @return what was done, each time; all of it is made good then */
    List<Harm> untilItIs(CountDownLatch over) throws InterruptedException {
        List<Harm> done = new ArrayList<>();
        while (!over.await(random.nextLong(victim.rest().toMillis()), TimeUnit.MILLISECONDS)) {
            victim.examination().run();
            Harm harm = victim.harms().get(random.nextInt(victim.harms().size()));
            note(harm, "");
            harm.beginning().run();
            done.add(harm);
            var unused = over.await(millis(harm.longest()), TimeUnit.MILLISECONDS);
            harm.end().run();
            note(harm, ", and well again");
        }
        victim.examination().run();
        return done;
    }

    private long millis(Duration longest) {
        long shortest = longest.dividedBy(SHORTEST_PART).toMillis();
        return shortest + random.nextLong(longest.toMillis() - shortest);
    }

    private void note(Harm harm, String more) {
        diary.printf("%s %s: %s%s%n", Instant.now(), victim.name(), harm.name(), more);
    }
}
