package dev.backupwatch.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Progress;
import dev.backupwatch.event.Work;
import dev.backupwatch.event.Work.Tally;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** orders comes to four times as much as billing. */
class ClusterProgressTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String PROGRESSED = "job.progressed backup/1/1";

    private final Watched watched = new Watched();

    @BeforeEach
    void begin() {
        watched.poll();
        watched.run(1002, 1, "FULL", Duration.ofMinutes(5), 4000);
        watched.run(1004, 1, "FULL", Duration.ofMinutes(5), 1000);
        watched.startClusterJob(1, "1002,1004");
        watched.startChild(1002, 2, 1);
        watched.pollAfter(SECOND);
    }

    @Test
    void tenantsAreCountedAndWeighedByTheBytesThatTheyComeTo() {
        assertThat(work()).isEqualTo(new Work(Work.Unit.TENANTS, 0, 2L, 0.0, Work.Basis.PREVIOUS, tally(1, 0, 0)));
        watched.blocks(1002, 2, 2000, 4000);
        assertThat(watched.pollAfter(SECOND)).containsExactly("job.progressed backup/1002/2", PROGRESSED);
        assertThat(work().percent()).isEqualTo(40.0);
    }

    @Test
    void whatMovesOneTenantsJobMovesTheClusterJobInTheSamePoll() {
        watched.startChild(1004, 2, 1);
        assertThat(watched.pollAfter(SECOND)).containsExactly(PROGRESSED);
        assertThat(work().tenants()).isEqualTo(tally(2, 0, 0));
        watched.cluster.complete(1004, 2);
        assertThat(watched.pollAfter(SECOND)).containsExactly(PROGRESSED);
        assertThat(work().tenants()).isEqualTo(tally(1, 1, 0));
        assertThat(work().finished()).isEqualTo(1);
    }

    @Test
    void aTenantThatFailedIsDoneButCountsForNothing() {
        watched.startChild(1004, 2, 1);
        watched.blocks(1002, 2, 1000, 4000);
        watched.pollAfter(SECOND);
        watched.cluster.finish(1004, 2, "FAILED", -4009);
        watched.pollAfter(SECOND);
        assertThat(work()).isEqualTo(new Work(Work.Unit.TENANTS, 1, 2L, 25.0, Work.Basis.PREVIOUS, tally(1, 0, 1)));
    }

    @Test
    void aListThatCannotBeReadGivesNoProgress() {
        watched.startClusterJob(2, "all of them");
        watched.pollAfter(SECOND);
        assertThat(watched.insights().progress(Watched.job(1, 2))).isNull();
    }

    @Test
    void theClusterJobIsDoneWhenItsSlowestTenantIsAndAboutHalfAMinuteLater() {
        watched.startChild(1004, 2, 1);
        watched.cluster.taskStatus(1002, 2, "BACKUP_DATA_MAJOR");
        watched.cluster.taskStatus(1004, 2, "BACKUP_DATA_MAJOR");
        watched.pollAfter(SECOND);
        for (int step = 1; step <= 10; step++) {
            watched.blocks(1002, 2, step * 100L, 4000);
            watched.blocks(1004, 2, step * 50L, 1000);
            watched.pollAfter(Duration.ofSeconds(10));
        }
        Progress slow = Objects.requireNonNull(watched.insights().progress(Watched.job(1002, 2)));
        Progress all = Objects.requireNonNull(watched.insights().progress(Watched.job(1, 1)));
        assertThat(Objects.requireNonNull(all.timeLeft()).high())
                .isEqualTo(Objects.requireNonNull(slow.timeLeft()).high().plusSeconds(30));
        assertThat(all.speed().outputBytesPerSecond()).isEqualTo(15L << 20);
    }

    @Test
    void withoutAnEarlierRunTheTenantsAreCountedAndTheirSpeedIsToldAsItChanges() {
        var first = new Watched();
        first.poll();
        first.startClusterJob(1, "1002,1004");
        first.startChild(1002, 1, 1);
        first.startChild(1004, 1, 1);
        first.pollAfter(SECOND);
        for (int step = 1; step <= 10; step++) {
            first.blocks(1002, 1, step * 100L, 4000);
            first.blocks(1004, 1, step * 50L, 1000);
            first.pollAfter(Duration.ofSeconds(10));
        }
        Progress told = Objects.requireNonNull(first.insights().progress(Watched.job(1, 1)));
        assertThat(told.speed().outputBytesPerSecond()).isEqualTo(15L << 20);
    }

    private Work work() {
        return Objects.requireNonNull(watched.insights().progress(Watched.job(1, 1)))
                .work();
    }

    private static Tally tally(int running, int completed, int failed) {
        return new Tally(running, completed, failed, 0);
    }
}
