package dev.backupwatch.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.story.ManualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RationTest {

    private static final Instant NOW = ManualClock.START;

    private final Ration ration = new Ration();

    @Test
    void eachFailureWaitsLongerUpToABound() {
        Duration before = Duration.ZERO;
        for (int i = 0; i < 7; i++) {
            Duration wait = fail("a", NOW);
            assertThat(wait).isGreaterThan(before);
            before = wait;
        }
        assertThat(fail("a", NOW)).isEqualTo(Duration.ofSeconds(16));
        assertThat(fail("a", NOW)).isEqualTo(Duration.ofSeconds(16));
    }

    @Test
    void oneAddressWaitsForItselfAlone() {
        for (int i = 0; i < 20; i++) {
            fail("a", NOW);
        }
        assertThat(fail("b", NOW)).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void onlyAFewMayWaitAtOnce() {
        for (int i = 0; i < Ration.MOST_WAITING; i++) {
            assertThat(ration.permits("a")).isTrue();
            ration.failed("a", NOW);
        }
        assertThat(ration.permits("a")).isFalse();
        assertThat(ration.permits("b")).isTrue();
        ration.answered("a");
        assertThat(ration.permits("a")).isTrue();
    }

    @Test
    void afterAWhileItIsForgotten() {
        for (int i = 0; i < 5; i++) {
            fail("a", NOW);
        }
        assertThat(fail("a", NOW.plus(Duration.ofMinutes(5)).plusNanos(1))).isEqualTo(Duration.ofMillis(250));
    }

    private Duration fail(String address, Instant now) {
        Duration wait = ration.failed(address, now);
        ration.answered(address);
        return wait;
    }
}
