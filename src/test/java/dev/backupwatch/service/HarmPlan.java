package dev.backupwatch.service;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/**
 * For how long harm is done to the replicas, {@code -Dreplicas.duration}, and from which seed it is drawn,
 * {@code -Dreplicas.seed}: each victim has a sequence of its own, and what comes of them together is up to chance.
 */
record HarmPlan(long seed, Duration duration, Instant begin) {

    private static final String PLAIN_BUILD = "PT45S";

    static HarmPlan drawn() {
        return new HarmPlan(
                Long.getLong("replicas.seed", new Random().nextLong()),
                Duration.parse(System.getProperty("replicas.duration", PLAIN_BUILD)),
                Instant.now());
    }

    Random randomOf(String whom) {
        return new Random(seed ^ whom.hashCode());
    }

    Duration elapsed() {
        return Duration.between(begin, Instant.now());
    }
}
