package dev.backupwatch.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Visibility;
import dev.backupwatch.story.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final Instant NOW = ManualClock.START;
    private static final Duration LENGTH = Duration.ofHours(12);
    private static final Grant GRANT = new Grant("dba", "c1", Visibility.ALL, Optional.empty(), true);

    private final Sessions sessions =
            new Sessions(new Seal(Optional.of("the same key on each of the replicas")), LENGTH);

    @Test
    void aSessionIsTheGrantThatItWasBegunWithUntilItIsOver() {
        String cookie = sessions.begin(GRANT, NOW).cookie();
        assertThat(sessions.read(cookie, NOW.plus(LENGTH).minusNanos(1))).contains(GRANT.until(NOW.plus(LENGTH)));
        assertThat(sessions.read(cookie, NOW.plus(LENGTH))).isEmpty();
    }

    @Test
    void aRightThatEndsSoonerEndsItsSession() {
        Instant end = NOW.plusSeconds(5);
        Access.Session session = sessions.begin(GRANT.until(end), NOW);
        assertThat(session.end()).isEqualTo(end);
        assertThat(sessions.read(session.cookie(), end)).isEmpty();
    }

    @Test
    void aTicketIsNoSession() {
        var seal = new Seal(Optional.of("the same key on each of the replicas"));
        assertThat(sessions.read(new Tickets(seal).issue(GRANT, NOW).text(), NOW))
                .isEmpty();
    }

    @Test
    void neitherIsPrinted() {
        assertThat(sessions.begin(GRANT, NOW).toString()).isEqualTo("Session[until 2026-03-02T06:00:00Z]");
    }
}
