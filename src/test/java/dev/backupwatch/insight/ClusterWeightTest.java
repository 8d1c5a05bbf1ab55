package dev.backupwatch.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Progress;
import dev.backupwatch.event.Speed;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a cluster job's tenants weigh, and when its percentage, speed and time cannot be known. */
class ClusterWeightTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TEN = Duration.ofSeconds(10);

    private final Watched watched = new Watched();

    @BeforeEach
    void begin() {
        watched.poll();
        watched.startClusterJob(1, "1002,1004");
        watched.startChild(1002, 1, 1);
        watched.pollAfter(SECOND);
    }

    @Test
    void aTenantThatNeverHadABackupWeighsWhatItsPartSoFarComesTo() {
        watched.startChild(1004, 1, 1);
        watched.blocks(1002, 1, 500, 1000);
        watched.blocks(1004, 1, 150, 3000);
        watched.pollAfter(SECOND);
        assertThat(percent()).isEqualTo(16.25);
    }

    @Test
    void ofLessThanATwentiethTheWeightIsNotKnown() {
        watched.startChild(1004, 1, 1);
        watched.blocks(1002, 1, 500, 1000);
        watched.blocks(1004, 1, 149, 3000);
        watched.pollAfter(SECOND);
        assertThat(percent()).isNull();
    }

    @Test
    void aTenantThatHasNotBegunAndNeverHadABackupWeighsNobodyKnowsWhat() {
        watched.blocks(1002, 1, 500, 1000);
        watched.pollAfter(SECOND);
        assertThat(percent()).isNull();
    }

    @Test
    void aTenantThatHasNotBegunWeighsWhatItsLastBackupOfThatTypeDid() {
        watched.run(1004, 1, "INC", Duration.ofMinutes(1), 9000);
        watched.run(1004, 2, "FULL", Duration.ofMinutes(1), 4000);
        watched.run(1004, 3, "FULL", Duration.ofMinutes(1), 3000);
        watched.blocks(1002, 1, 500, 1000);
        watched.pollAfter(SECOND);
        assertThat(percent()).isEqualTo(12.5);
    }

    @Test
    void aTenantThatIsDoneWeighsWhatItCameTo() {
        watched.startChild(1004, 1, 1);
        watched.blocks(1002, 1, 500, 1000);
        watched.blocks(1004, 1, 3000, 3000);
        watched.pollAfter(SECOND);
        watched.cluster.complete(1004, 1);
        watched.pollAfter(SECOND);
        assertThat(percent()).isEqualTo(87.5);
    }

    @Test
    void whereAllTenantsFailedThereIsNoPercentage() {
        watched.startChild(1004, 1, 1);
        watched.pollAfter(SECOND);
        watched.cluster.finish(1002, 1, "FAILED", -4009);
        watched.cluster.finish(1004, 1, "CANCELED", -4072);
        watched.pollAfter(SECOND);
        Progress shown = shown();
        assertThat(shown.work().percent()).isNull();
        assertThat(shown.work().finished()).isEqualTo(2);
        assertThat(Objects.requireNonNull(shown.work().tenants()).canceled()).isEqualTo(1);
        assertThat(shown.timeLeft()).isNull();
        assertThat(shown.speed()).isEqualTo(Speed.UNKNOWN);
    }

    @Test
    void aPartOfWhichThePercentageIsNotKnownLeavesNoneForAll() {
        watched.startChild(1004, 1, 1);
        watched.blocks(1002, 1, 500, 1000);
        watched.blocks(1004, 1, 500, 500);
        watched.pollAfter(SECOND);
        assertThat(percent()).isNull();
    }

    @Test
    void theSpeedIsUnknownAsLongAsThatOfOneThatWritesIs() {
        watched.run(1004, 7, "FULL", Duration.ofMinutes(1), 1000);
        watched.startChild(1004, 1, 1);
        watched.pollAfter(SECOND);
        evenly();
        assertThat(shown().speed()).as("the other one writes nothing yet").isEqualTo(new Speed(4L << 20, 8L << 20));
        assertThat(shown().timeLeft()).isNull();
        watched.blocks(1004, 1, 1, 1000);
        watched.blocks(1002, 1, 440, 1000);
        watched.pollAfter(TEN);
        assertThat(shown().speed()).isEqualTo(Speed.UNKNOWN);
    }

    @Test
    void whileATenantHasNotBegunNobodyKnowsHowLongItTakes() {
        evenly();
        assertThat(Objects.requireNonNull(watched.insights().progress(Watched.job(1002, 1)))
                        .timeLeft())
                .isNotNull();
        assertThat(shown().timeLeft()).isNull();
    }

    private void evenly() {
        watched.cluster.taskStatus(1002, 1, "BACKUP_DATA_MAJOR");
        watched.pollAfter(SECOND);
        for (int step = 1; step <= 10; step++) {
            watched.blocks(1002, 1, step * 40L, 1000);
            watched.pollAfter(TEN);
        }
    }

    private @Nullable Double percent() {
        return shown().work().percent();
    }

    private Progress shown() {
        return Objects.requireNonNull(watched.insights().progress(Watched.job(1, 1)));
    }
}
