package dev.backupwatch.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Comparison;
import dev.backupwatch.event.Severity;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.event.TenantSummary;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final Duration FIVE = Duration.ofMinutes(5);

    private final Watched watched = new Watched();

    @Test
    void theFirstOfItsKindIsComparedWithNothing() {
        watched.poll();
        watched.run(1002, 1, "FULL", FIVE, 1000);
        watched.run(1002, 2, "INC", FIVE, 1000);
        assertThat(watched.rowEvent("backup/1002/2").insight().comparison()).isNull();
    }

    @Test
    void aRunIsComparedWithTheMedianOfTheLastFiveOfItsKind() {
        watched.poll();
        for (int job = 1; job <= 7; job++) {
            watched.run(1002, job, "FULL", Duration.ofMinutes(job), 1000L * job);
        }
        watched.run(1002, 8, "FULL", Duration.ofMinutes(5), 5000);
        Comparison comparison = Objects.requireNonNull(
                watched.rowEvent("backup/1002/8").insight().comparison());
        assertThat(comparison.runs()).isEqualTo(5);
        assertThat(comparison.duration().usual()).isEqualTo(300);
        assertThat(comparison.duration().value()).isEqualTo(300);
        assertThat(Objects.requireNonNull(comparison.bytes()).usual()).isEqualTo(5000L << 20);
        assertThat(watched.rowEvent("backup/1002/8").severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void whatIsOffByMoreThanTwiceIsAWarningOnceThereAreThreeToCompareWith() {
        watched.poll();
        watched.run(1002, 1, "FULL", FIVE, 1000);
        watched.run(1002, 2, "FULL", Duration.ofMinutes(12), 1000);
        assertThat(watched.rowEvent("backup/1002/2").severity()).isEqualTo(Severity.INFO);
        watched.run(1002, 3, "FULL", FIVE, 1000);
        watched.run(1002, 4, "FULL", Duration.ofMinutes(10), 1000);
        assertThat(watched.rowEvent("backup/1002/4").severity())
                .as("exactly twice")
                .isEqualTo(Severity.INFO);
        watched.run(1002, 5, "FULL", Duration.ofMinutes(20), 1000);
        assertThat(watched.rowEvent("backup/1002/5").severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void farFewerBytesThanUsualAreAWarningToo() {
        watched.poll();
        for (int job = 1; job <= 3; job++) {
            watched.run(1002, job, "FULL", FIVE, 1000);
        }
        watched.run(1002, 4, "FULL", FIVE, 400);
        assertThat(watched.rowEvent("backup/1002/4").severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void whatWasReadOfThePastCountsAndIsNotCountedTwice() {
        watched.start(1002, 1, "FULL");
        watched.pass(FIVE);
        watched.cluster.complete(1002, 1);
        watched.poll();
        watched.recollect();
        watched.run(1002, 2, "FULL", FIVE, 1000);
        Comparison comparison = Objects.requireNonNull(
                watched.rowEvent("backup/1002/2").insight().comparison());
        assertThat(comparison.runs()).isEqualTo(1);
        TenantSummary summary =
                watched.insights().summary(new TenantId(1002), watched.lives()).orElseThrow();
        assertThat(Objects.requireNonNull(summary.usual().get("FULL")).runs()).isEqualTo(2);
    }

    @Test
    void anEndingThatWasReadOfThePastBeforeAPollToldItIsNotComparedWithItself() {
        watched.poll();
        watched.start(1002, 1, "FULL");
        watched.pollAfter(FIVE);
        watched.cluster.complete(1002, 1);
        watched.recollect();
        watched.poll();
        assertThat(watched.rowEvent("backup/1002/1").insight().comparison()).isNull();
    }

    @Test
    void whatFailedOrWasCanceledIsNotCompared() {
        watched.poll();
        watched.run(1002, 1, "FULL", FIVE, 1000);
        watched.start(1002, 2, "FULL");
        watched.poll();
        watched.cluster.finish(1002, 2, "FAILED", -4009);
        watched.poll();
        var failed = watched.rowEvent("backup/1002/2");
        assertThat(failed.insight().comparison()).isNull();
        assertThat(Objects.requireNonNull(failed.insight().failure()).result()).isEqualTo(-4009);
        TenantSummary summary =
                watched.insights().summary(new TenantId(1002), watched.lives()).orElseThrow();
        assertThat(summary.failures()).isEqualTo(1);
        assertThat(Objects.requireNonNull(summary.lastFailure()).job()).isEqualTo(2);
    }
}
