package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.event.SourceEvent;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.event.Trouble;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.WrittenLog;
import dev.backupwatch.wire.SourceFreshness;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private static final ClusterName PROD = new ClusterName("prod");
    private static final Instant LATER = ManualClock.START.plusSeconds(60);

    private final WrittenLog log = new WrittenLog();
    private final Freshness freshness = new Freshness();

    @Test
    void anAttestationCountsOnceTheStreamHasReachedTheHeadItWasMadeAt() {
        Cursor end = log.poll(Backup.of(1002, 1).started());
        log.attest("prod", SourceState.OK, LATER);

        assertThat(at(new Sequence(0))).isEqualTo(new SourceFreshness(SourceState.OK, null));
        assertThat(at(end.sequence())).isEqualTo(new SourceFreshness(SourceState.OK, LATER));
    }

    @Test
    void untilThenThePollsCountWhoseEventsWereScannedToTheirEnd() {
        Cursor end = log.poll(Backup.of(1002, 1).started(), Backup.of(1002, 1).taskStarted(1));
        log.poll(Backup.of(1002, 1).completed());
        log.attest("prod", SourceState.OK, LATER);

        freshness.scanned(Batch.of(List.of(log.events().get(0))));
        assertThat(at(new Sequence(1)).asOf()).isNull();
        freshness.scanned(Batch.of(List.of(log.events().get(1))));
        assertThat(at(end.sequence()).asOf()).isEqualTo(WrittenLog.timeOf(end.sequence()));
    }

    @Test
    void anIncompletePollThatToldOfItsTroubleMakesNothingFresher() {
        log.poll(new SourceEvent(PROD, EventType.SOURCE_DEGRADED, new Trouble("timeout", "no answer")));
        log.attest("prod", SourceState.DEGRADED, null);

        freshness.scanned(Batch.of(List.of(log.events().get(0))));

        assertThat(at(new Sequence(1))).isEqualTo(new SourceFreshness(SourceState.DEGRADED, null));
    }

    @Test
    void itNeverGoesBack() {
        log.attest("prod", SourceState.OK, LATER);
        assertThat(at(new Sequence(0)).asOf()).isEqualTo(LATER);
        log.attest("prod", SourceState.OK, ManualClock.START);

        assertThat(at(new Sequence(0)).asOf()).isEqualTo(LATER);
    }

    private SourceFreshness at(Sequence reached) {
        return Objects.requireNonNull(
                freshness.at(reached, log.reader().attested(), Filter.ALL).get(PROD));
    }
}
