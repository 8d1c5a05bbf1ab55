package dev.backupwatch.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.diff.ScriptedCluster;
import dev.backupwatch.event.Standstill;
import dev.backupwatch.event.Work.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Rows that were told before anybody asked what they mean. */
class AdoptionTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private final Watched watched = new Watched();

    @Test
    void whatRowsSayIsToldOfThemAtTheFirstPoll() {
        watched.start(1002, 1, "FULL");
        watched.blocks(1002, 1, 420, 1000);
        watched.poll();
        watched.forgetWhatRowsMean();
        assertThat(watched.pollAfter(SECOND)).containsExactly("job.progressed backup/1002/1");
        var task = Objects.requireNonNull(watched.insights().progress(ScriptedCluster.task(1002, 1)));
        assertThat(task.work().percent()).isEqualTo(42.0);
        assertThat(watched.insights().progress(Watched.job(1002, 1))).isEqualTo(task);
    }

    @Test
    void theyRestFromThenOn() {
        watched.start(1002, 1, "FULL");
        watched.poll();
        watched.pass(Duration.ofHours(1));
        watched.forgetWhatRowsMean();
        watched.poll();
        Instant adopted = watched.cluster.clock();
        assertThat(watched.pollAfter(TEN_MINUTES.minusSeconds(1))).isEmpty();
        assertThat(watched.pollAfter(SECOND)).containsExactly("job.stalled backup/1002/1");
        Standstill standstill =
                Objects.requireNonNull(watched.jobEvent("job.stalled").standstill());
        assertThat(standstill.lastMoved()).isEqualTo(adopted);
        assertThat(standstill.what()).isNull();
    }

    @Test
    void aClusterJobKnowsTheTenantsJobsThatRunBeneathIt() {
        adoptClusterJob();
        var work = Objects.requireNonNull(watched.insights().progress(Watched.job(1, 1)))
                .work();
        assertThat(work.tenants()).isEqualTo(new Tally(1, 0, 0, 0));
    }

    @Test
    void underAnAdoptedClusterJobATenantMayHaveEndedUnseenSoItsPastIsReadFirst() {
        adoptClusterJob();
        watched.cluster.complete(1002, 1);
        watched.cluster.complete(1, 1);
        assertThat(watched.pollAfter(SECOND)).doesNotContain("tenant.skipped tenants/1004");
        watched.recollect();
        assertThat(watched.pollAfter(SECOND)).isEmpty();
    }

    @Test
    void aRunThatWasAdoptedHalfwayIsNoCurveForLaterOnes() {
        watched.start(1002, 1, "FULL");
        watched.blocks(1002, 1, 500, 1000);
        watched.poll();
        watched.forgetWhatRowsMean();
        watched.pollAfter(SECOND);
        watched.blocks(1002, 1, 1000, 1000);
        watched.pollAfter(SECOND);
        watched.cluster.complete(1002, 1);
        watched.pollAfter(SECOND);
        PastRun past = Pasts.only(watched, 1002);
        assertThat(past.bytes()).isEqualTo(1000L << 20);
        assertThat(past.curve()).isNull();
    }

    private void adoptClusterJob() {
        watched.poll();
        watched.startClusterJob(1, "1002,1004");
        watched.startChild(1002, 1, 1);
        watched.startChild(1004, 1, 1);
        watched.poll();
        watched.cluster.complete(1004, 1);
        watched.pollAfter(SECOND);
        watched.forgetWhatRowsMean();
        watched.pollAfter(SECOND);
    }
}
