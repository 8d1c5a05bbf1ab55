package dev.backupwatch.diff;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * The same histories on a real database, through the whole chain and all that may befall it. {@code -DmariadbHistories=3000}
 * for more of them, with a seed drawn anew; {@code -Dseed=…} for the same ones again.
 */
class MariaDbLawTest {

    /** It would tell operators of each fault. */
    private static final Logger WATCHER = Logger.getLogger("dev.backupwatch.watch.Watcher");

    @Test
    void everyLifeIsToldOnceFromItsStartToItsEndingWhateverBefallsThePolls() {
        Level level = WATCHER.getLevel();
        WATCHER.setLevel(Level.OFF);
        try (var database = MariaDb.start()) {
            new Law("mariadbHistories", 15, 300, plan -> new MariaDbStand(database, plan)).holdsFor(200);
        } finally {
            WATCHER.setLevel(level);
        }
    }
}
