package dev.backupwatch.diff;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@code -Dhistories=100000} for more of them, {@code -Dseed=…} for the same ones again. */
class LivesLawTest {

    private static final int HISTORIES = Integer.getInteger("histories", 1000);
    private static final long SEED = Long.getLong("seed", new Random().nextLong());
    private static final int LINES_SHOWN = 400;

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

    private static String story(long seed, List<String> trace, Throwable broken) {
        List<String> end = trace.subList(Math.max(0, trace.size() - LINES_SHOWN), trace.size());
        return "again with -Dseed=%d -Dhistories=1%n%s%n%s"
                .formatted(seed, broken.getMessage(), String.join("\n", end));
    }
}
