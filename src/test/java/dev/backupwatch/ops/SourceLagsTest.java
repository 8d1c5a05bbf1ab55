package dev.backupwatch.ops;

import static dev.backupwatch.story.ManualClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.eventlog.Attested;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.eventlog.SourceFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SourceLagsTest {

    private static final ClusterName PROD = new ClusterName("prod");
    private static final ClusterName STAGE = new ClusterName("stage");

    private final SourceLags lags = new SourceLags();

    @BeforeEach
    void watchFromTheStart() {
        lags.watch(Set.of(PROD), START);
    }

    @Test
    void theLagIsSinceTheLastCompletePoll() {
        lags.take(asOf(at(10)));

        assertThat(lags.of(PROD, at(13))).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void beforeAnyCompletePollTheLagGrowsFromTheStartSoThatItIsTold() {
        lags.take(asOf(null));

        assertThat(lags.of(PROD, at(61))).isEqualTo(Duration.ofSeconds(61));
        assertThat(lags.isKnown(PROD)).isFalse();
    }

    @Test
    void aClusterThatIsAddedLaterIsWaitedForFromThenOn() {
        lags.watch(Set.of(PROD, STAGE), at(3600));

        assertThat(lags.of(STAGE, at(3601))).isEqualTo(Duration.ofSeconds(1));
        assertThat(lags.of(PROD, at(3601))).isEqualTo(Duration.ofSeconds(3601));
    }

    @Test
    void ofOneThatWasRemovedNothingIsKnownWhenItComesBack() {
        lags.take(asOf(at(10)));
        lags.watch(Set.of(), at(20));
        lags.take(asOf(at(20)));
        lags.watch(Set.of(PROD), at(90));

        assertThat(lags.isKnown(PROD)).isFalse();
        assertThat(lags.of(PROD, at(91))).isEqualTo(Duration.ofSeconds(1));
    }

    /** As when another replica has taken over and not polled yet, or a log was damaged and begins anew. */
    @Test
    void whatWasKnownOfATimeStaysKnown() {
        lags.take(asOf(at(100)));
        lags.take(asOf(null));
        lags.take(new Attested(Attested.UNOPENED, Sequence.NONE, 1, Map.of()));
        lags.take(asOf(at(90)));

        assertThat(lags.of(PROD, at(101))).isEqualTo(Duration.ofSeconds(1));
        assertThat(lags.isKnown(PROD)).isTrue();
    }

    @Test
    void aClockThatIsBehindTheOneThatPolledGivesNoLag() {
        lags.take(asOf(at(10)));

        assertThat(lags.of(PROD, at(9))).isZero();
    }

    private static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }

    private static Attested asOf(@Nullable Instant completed) {
        var facts = new SourceFacts("", "", Duration.ofSeconds(1), 0, 0, List.of());
        var source = new SourceAttestation(PROD, SourceState.OK, completed, facts);
        return new Attested(Attested.UNOPENED, Sequence.NONE, 0, Map.of(PROD, source));
    }
}
