package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.service.PollLog.Polled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class PollTurnsTest {

    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Instant BEGIN = Instant.parse("2026-11-23T04:00:00Z");

    private final List<Polled> polls = new ArrayList<>();

    @Test
    void oneAfterTheOtherDoNotOverlap() {
        polls("a", 0, 5000);
        polls("b", 7100, 9000);
        polls("a", 11_100, 12_000);

        assertThat(turns().turns()).hasSize(3);
        assertThat(turns().overlaps()).isEmpty();
        assertThat(turns().longestOverlap()).isZero();
    }

    @Test
    void whoGivesItsTurnUpIsFollowedAtOnce() {
        polls("a", 0, 1000);
        polls("b", 1001, 2000);

        assertThat(turns().longestOverlap()).isZero();
    }

    @Test
    void onePollOfOneThatSleptThroughItsLeaseTakesNoTime() {
        polls("a", 0, 1000);
        polls("b", 3000, 9000);
        polls("a", 5000, 5000);

        assertThat(turns().longestOverlap()).isZero();
    }

    @Test
    void whoGoesOnBesideItsSuccessorIsFound() {
        polls("a", 0, 5000);
        polls("b", 2000, 9000);

        assertThat(turns().longestOverlap()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void whoWakesUpAndPollsOnIsFound() {
        polls("a", 0, 1000);
        polls("b", 3100, 20_000);
        polls("a", 6000, 8500);

        assertThat(turns().overlaps())
                .singleElement()
                .satisfies(overlap -> assertThat(overlap.length()).isEqualTo(Duration.ofMillis(2500)));
    }

    private void polls(String login, int fromMillis, int toMillis) {
        Instant end = BEGIN.plusMillis(toMillis);
        for (Instant at = BEGIN.plusMillis(fromMillis); !at.isAfter(end); at = at.plus(INTERVAL)) {
            polls.add(new Polled(login, at));
        }
    }

    private PollTurns turns() {
        return PollTurns.of(
                polls.stream().sorted(Comparator.comparing(Polled::at)).toList(), LEASE);
    }
}
