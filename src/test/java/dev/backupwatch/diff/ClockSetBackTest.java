package dev.backupwatch.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Cell;
import dev.backupwatch.event.RowKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Our own clock is set back by an hour while we watch: what was remembered with a time seems to be of the future. */
class ClockSetBackTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Watching watching = new Watching();
    private final ScriptedCluster cluster = watching.cluster;

    @BeforeEach
    void firstLook() {
        cluster.tenant(1002, "orders");
        watching.poll();
    }

    @Test
    void theHistoryIsNotLeftUnreadUntilTheClockHasCaughtUp() {
        watching.setClockBack(HOUR);
        cluster.startJob(1002, 1);
        cluster.finish(1002, 1, "FAILED", -4018);

        assertThat(watching.told()).containsExactly("backup/1002/1 started inferred", "backup/1002/1 failed inferred");
        assertThat(watching.poll().asked()).isEqualTo(new Questions(false, false, List.of(), false));
    }

    @Test
    void aRowThatIsMissingIsNeitherAskedForInEveryPollOfThatHourNorLostAnHourLater() {
        cluster.startJob(1002, 1);
        watching.poll();
        cluster.hide(1002);
        watching.poll();
        watching.setClockBack(HOUR);

        watching.quietFor(LifePolicy.EAGER.plusSeconds(1));
        assertThat(watching.poll().asked().probe()).isFalse();
        watching.quietFor(LifePolicy.DEFAULT.lostAfter().minus(LifePolicy.EAGER).minusSeconds(2));
        assertThat(watching.told()).containsExactly("backup/1002/1 lost vanished");
    }

    @Test
    void aHistoryRowThatWaitsForItsJobIsNotAskedForInEveryPollOfThatHour() {
        cluster.startJob(1002, 1);
        cluster.startTask(1002, 1, 1);
        cluster.complete(1002, 1);
        cluster.history(RowKind.JOB).removeIf(key -> true);
        assertThat(watching.pollAfter(Duration.ofSeconds(30)).told()).isEmpty();
        watching.setClockBack(HOUR);

        watching.quietFor(LifePolicy.EAGER.plusSeconds(1));
        assertThat(watching.poll().asked().probe()).isFalse();
    }

    @Test
    void anUpgradeIsNotTakenToGoOnForThatHour() {
        cluster.startJob(1002, 1);
        cluster.startTask(1002, 1, 1);
        cluster.setTask(1002, 1, "OUTPUT_BYTES", Cell.of(400));
        watching.poll();
        cluster.shape().version("4.3.5.0");
        watching.pollAfter(ScriptedShape.KNOWN_FOR);
        watching.setClockBack(HOUR);
        watching.quietFor(LifePolicy.SETTLING.plusSeconds(1));
        cluster.setTask(1002, 1, "OUTPUT_BYTES", Cell.of(0));

        assertThat(watching.told()).containsExactly("backup/1002/1/tasks/1 progressed live");
    }
}
