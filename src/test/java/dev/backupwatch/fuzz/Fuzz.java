package dev.backupwatch.fuzz;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Many attempts on a service, some at a time. {@code -Dfuzz.requests} says how many, {@code -Dfuzz.seed} draws the same ones
 * again (but for what is shown at the door, which is sealed anew at each start), and {@code -Dfuzz.first} begins with a later
 * one of them.
 */
public final class Fuzz {

    private static final int AT_A_TIME = 12;
    private static final int MOST_TOLD = 20;
    private static final int LONGEST = 2_000;
    private static final double WHOLE = 0.5;
    private static final double SOCKETS = 0.2;

    private final long seed = Long.getLong("fuzz.seed", new Random().nextLong());
    private final int first = Integer.getInteger("fuzz.first", 0);
    private final int requests;
    private final Guests guests;
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();

    /** @param requests of a plain build */
    public Fuzz(int requests, Guests guests) {
        this.requests = Integer.getInteger("fuzz.requests", requests);
        this.guests = guests;
    }

    public long seed() {
        return seed;
    }

    public int requests() {
        return requests;
    }

    /**
     * Makes one half of the attempts, or the other.
     *
     * @return what was done against the laws, with what shows it again
     */
    public List<String> half(URI service, boolean isSecond) throws InterruptedException {
        int middle = first + requests / 2;
        IntStream numbers = isSecond ? IntStream.range(middle, first + requests) : IntStream.range(first, middle);
        ExecutorService clients = Executors.newFixedThreadPool(AT_A_TIME);
        numbers.forEach(number -> clients.execute(() -> attempt(service, number)));
        clients.shutdown();
        boolean isDone = clients.awaitTermination(1, TimeUnit.HOURS);
        if (!isDone) {
            broken.add("it takes more than an hour");
        }
        return broken.stream().limit(MOST_TOLD).toList();
    }

    private void attempt(URI service, int number) {
        Attempt attempt = drawn(number);
        try {
            new Exchange(service, attempt, guests).perform();
        } catch (IOException | RuntimeException failure) {
            broken.add("-Dfuzz.seed=%d -Dfuzz.first=%d -Dfuzz.requests=1: %s%n  %s"
                    .formatted(seed, number, brief(failure.toString()), brief(attempt.replay())));
        }
    }

    /** Some say very much. */
    private static String brief(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST));
    }

    private Attempt drawn(int number) {
        var draws = new Draws(seed, number);
        if (draws.chance(SOCKETS)) {
            return new FrameDraw(draws, guests).socket(number);
        }
        var requests = new RequestDraw(draws, guests);
        return draws.chance(WHOLE) ? requests.whole(number) : requests.anything(number);
    }
}
