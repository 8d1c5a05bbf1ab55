package dev.backupwatch.service;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/**
 * How often and when the service is killed, and on which clock it is started again. {@code -Dkills} says how many times, or
 * {@code -Dkills.duration} for how long; {@code -Dkills.seed} draws the same moments again.
 */
final class KillPlan {

    private static final int PLAIN_BUILD = 10;
    private static final double DURING_THE_START = 0.25;
    private static final double ON_A_CLOCK_SET_BACK = 0.25;
    private static final double POLITE = 0.3;
    private static final int LONGEST_START_MILLIS = 1_500;
    private static final int LONGEST_WORK_MILLIS = 1_500;
    private static final Duration SET_BACK = Duration.ofHours(-1);

    private final long seed;
    private final int kills;
    private final Duration duration;
    private final Instant begin;
    private final Random random;

    private KillPlan(long seed, int kills, Duration duration) {
        this.seed = seed;
        this.kills = kills;
        this.duration = duration;
        this.begin = Instant.now();
        this.random = new Random(seed);
    }

    static KillPlan drawn() {
        return new KillPlan(
                Long.getLong("kills.seed", new Random().nextLong()),
                Integer.getInteger("kills", PLAIN_BUILD),
                Duration.parse(System.getProperty("kills.duration", "PT0S")));
    }

    long seed() {
        return seed;
    }

    boolean isOver(int soFar) {
        return duration.isZero() ? soFar >= kills : elapsed().compareTo(duration) >= 0;
    }

    Duration elapsed() {
        return Duration.between(begin, Instant.now());
    }

    /** How far the clock of the next start is off. */
    Duration offset() {
        return random.nextDouble() < ON_A_CLOCK_SET_BACK ? SET_BACK : Duration.ZERO;
    }

    /** Whether the next kill comes before anybody knows whether the service has started. */
    boolean isDuringTheStart() {
        return random.nextDouble() < DURING_THE_START;
    }

    /** Whether it is asked to stop instead, as in a rolling restart. */
    boolean isPolite() {
        return random.nextDouble() < POLITE;
    }

    Duration whileItStarts() {
        return Duration.ofMillis(random.nextInt(LONGEST_START_MILLIS));
    }

    Duration whileItWorks() {
        return Duration.ofMillis(random.nextInt(LONGEST_WORK_MILLIS));
    }
}
