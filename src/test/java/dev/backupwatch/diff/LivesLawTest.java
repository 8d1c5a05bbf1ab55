package dev.backupwatch.diff;

import org.junit.jupiter.api.Test;

/** {@code -Dhistories=100000} for more of them, with a seed drawn anew; {@code -Dseed=…} for the same ones again. */
class LivesLawTest {

    @Test
    void everyLifeIsToldOnceFromItsStartToItsEndingWhateverThePollsSee() {
        new Law("histories", 44, 3_000, ModelStand::new).holdsFor(5_000);
    }
}
