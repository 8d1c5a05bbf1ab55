package dev.backupwatch.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How fast one address may guess. Each failure makes it wait longer for its answer, and only a few may wait at once: whoever
 * comes beyond is not even looked at. Somebody whose token is good waits for nothing, unless others at the same address are
 * guessing with all their might.
 */
final class Ration {

    static final int MOST_WAITING = 8;

    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(16);
    /** After such a time without a failure all is forgotten. */
    private static final Duration MEMORY = Duration.ofMinutes(5);

    private static final int MOST_ADDRESSES = 10_000;

    /** Least lately failed first. */
    private final Map<String, Guesses> records = new LinkedHashMap<>();

    private record Guesses(int failures, int waiting, Instant last) {}

    /** Whether what comes from there is looked at now. */
    synchronized boolean permits(String address) {
        Guesses known = records.get(address);
        return known == null || known.waiting() < MOST_WAITING;
    }

    /** @return for how long the answer is to wait; {@link #answered} is to be called then */
    synchronized Duration failed(String address, Instant now) {
        Guesses known = records.remove(address);
        boolean isOld = known != null && known.last().plus(MEMORY).isBefore(now);
        int failures = known == null || isOld ? 0 : known.failures();
        int waiting = known == null ? 0 : known.waiting();
        records.put(address, new Guesses(failures + 1, waiting + 1, now));
        forgetSome();
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures, Integer.SIZE / 2));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    synchronized void answered(String address) {
        records.computeIfPresent(
                address,
                (same, known) -> new Guesses(known.failures(), Math.max(0, known.waiting() - 1), known.last()));
    }

    private void forgetSome() {
        var oldest = records.entrySet().iterator();
        while (records.size() > MOST_ADDRESSES && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
    }
}
