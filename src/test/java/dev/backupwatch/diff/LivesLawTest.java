package dev.backupwatch.diff;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * {@code -Dhistories=100000} for more of them, with a seed drawn anew; {@code -Dseed=…} for the same ones again. Without
 * either the build is repeatable, so that it fails for what changed and not for what was drawn.
 */
class LivesLawTest {

    private static final long SEED_OF_THE_BUILD = 20261123;
    private static final int HISTORIES = Integer.getInteger("histories", 1000);
    private static final long SEED = Long.getLong("seed", seed());
    private static final int LINES_SHOWN = 120;

    @Test
    void everyLifeIsToldOnceFromItsStartToItsEndingWhateverThePollsSee() {
        System.out.println(HISTORIES + " histories, -Dseed=" + SEED);
        for (int i = 0; i < HISTORIES; i++) {
            var history = new RandomHistory(SEED + i);
            try {
                history.run();
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError(story(SEED + i, history.trace(), broken), broken);
            }
        }
    }

    private static long seed() {
        return System.getProperty("histories") == null ? SEED_OF_THE_BUILD : new Random().nextLong();
    }

    private static String story(long seed, List<String> trace, Throwable broken) {
        List<String> end = trace.subList(Math.max(0, trace.size() - LINES_SHOWN), trace.size());
        return "again with -Dseed=%d -Dhistories=1%n%s%n%s"
                .formatted(seed, broken.getMessage(), String.join("\n", end));
    }
}
