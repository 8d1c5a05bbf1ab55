package dev.backupwatch.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.diff.ScriptedCluster;
import dev.backupwatch.event.Failure;
import dev.backupwatch.event.Standstill;
import dev.backupwatch.event.Standstill.Movement;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndingsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration NINE_MINUTES = Duration.ofMinutes(9);
    private static final String STALLED = "job.stalled backup/1002/1";

    private final Watched watched = new Watched();

    @BeforeEach
    void begin() {
        watched.poll();
    }

    @Test
    void aTasksEndingMovesItsJob() {
        watched.start(1002, 1, "FULL");
        watched.pollAfter(SECOND);
        watched.pass(NINE_MINUTES);
        watched.cluster.markEnded(ScriptedCluster.task(1002, 1), "COMPLETED", 0);
        watched.cluster.move(ScriptedCluster.task(1002, 1));
        watched.poll();
        Instant ended = watched.cluster.clock();
        assertThat(watched.pollAfter(NINE_MINUTES)).isEmpty();
        assertThat(watched.pollAfter(MINUTE)).containsExactly(STALLED);
        assertThat(standstill().lastMoved()).isEqualTo(ended);
        assertThat(standstill().what()).isEqualTo(new Movement(ScriptedCluster.task(1002, 1), "STATUS"));
    }

    @Test
    void aTasksBeginningMovesItsJob() {
        watched.startJobAlone(1002, 1);
        watched.poll();
        watched.pass(NINE_MINUTES);
        watched.startTaskOf(1002, 1);
        watched.poll();
        Instant begun = watched.cluster.clock();
        assertThat(watched.pollAfter(NINE_MINUTES)).isEmpty();
        assertThat(watched.pollAfter(MINUTE)).containsExactly(STALLED);
        assertThat(standstill().lastMoved()).isEqualTo(begun);
    }

    @Test
    void aTenantsJobMovesTheClusterJobWhenItBeginsAndWhenItEnds() {
        watched.startClusterJob(1, "1002");
        watched.poll();
        watched.pass(NINE_MINUTES);
        watched.startChild(1002, 1, 1);
        watched.poll();
        assertThat(Objects.requireNonNull(watched.insights().jobs().get(Watched.job(1, 1)))
                        .rest()
                        .moved())
                .isEqualTo(watched.cluster.clock());
        watched.pass(NINE_MINUTES);
        watched.cluster.complete(1002, 1);
        watched.poll();
        assertThat(watched.pollAfter(NINE_MINUTES)).isEmpty();
        assertThat(watched.pollAfter(MINUTE)).containsExactly("job.stalled backup/1/1");
        assertThat(standstill().what()).isEqualTo(new Movement(Watched.job(1002, 1), "STATUS"));
    }

    @Test
    void aRunIsRememberedWithItsBytesItsRestsAndItsCurve() {
        watched.start(1002, 1, "FULL");
        Instant start = watched.cluster.clock();
        watched.pollAfter(SECOND);
        watched.cluster.taskStatus(1002, 1, "BACKUP_DATA_MAJOR");
        watched.pollAfter(SECOND);
        for (int tenth = 1; tenth <= 10; tenth++) {
            watched.blocks(1002, 1, tenth * 100L, tenth == 10 ? 1000 : 1001);
            watched.pollAfter(Duration.ofSeconds(tenth == 5 ? 40 : 10));
        }
        watched.cluster.complete(1002, 1);
        watched.poll();
        PastRun past = Pasts.only(watched, 1002);
        assertThat(past.start()).isEqualTo(start);
        assertThat(past.end()).isEqualTo(watched.cluster.clock());
        assertThat(past.bytes()).isEqualTo(1000L << 20);
        assertThat(past.pauses()).containsEntry("BACKUP_DATA_MAJOR", Duration.ofSeconds(40));
        assertThat(past.curve()).isEqualTo(curve(2, 12, 22, 32, 42, 82, 92, 102, 112, 122, 132));
    }

    @Test
    void whereTotalsAreNotRealTheCurveIsThatOfTheBytes() {
        watched.start(1002, 1, "FULL");
        watched.pollAfter(SECOND);
        for (int tenth = 1; tenth <= 10; tenth++) {
            watched.set(1002, 1, "OUTPUT_BYTES", tenth);
            watched.pollAfter(SECOND);
        }
        watched.cluster.complete(1002, 1);
        watched.poll();
        assertThat(Pasts.only(watched, 1002).curve()).isEqualTo(curve(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
    }

    @Test
    void aJobWithoutATaskIsRememberedWithItsRestsAndWithoutBytes() {
        watched.startJobAlone(1002, 1);
        watched.poll();
        watched.pass(MINUTE);
        watched.cluster.jobStatus(1002, 1, "COMPLETING");
        watched.poll();
        watched.cluster.complete(1002, 1);
        watched.poll();
        assertThat(Pasts.only(watched, 1002).pauses()).containsEntry("DOING", MINUTE);
        assertThat(Pasts.only(watched, 1002).bytes()).isNull();
    }

    @Test
    void whatEndedAtOnceMayHaveNoTimeOfItsEnd() {
        watched.start(1002, 1, "FULL");
        Instant start = watched.cluster.clock();
        watched.pollAfter(SECOND);
        watched.cluster.jobStatus(1002, 1, "COMPLETED");
        watched.cluster.move(ScriptedCluster.task(1002, 1));
        watched.cluster.move(Watched.job(1002, 1));
        watched.poll();
        assertThat(Pasts.only(watched, 1002).end()).isEqualTo(start);
    }

    @Test
    void aJobThatIsLostHasNeitherSucceededNorFailed() {
        watched.start(1002, 1, "FULL");
        watched.pollAfter(SECOND);
        watched.cluster.eraseRowsOf(1002);
        watched.pollFor(Duration.ofMinutes(30), MINUTE);
        assertThat(watched.lives().told()).isEmpty();
        assertThat(watched.insights().jobs()).isEmpty();
        assertThat(watched.insights().tasks()).isEmpty();
        assertThat(Pasts.tenant(watched, 1002).runs()).isEmpty();
        assertThat(Pasts.tenant(watched, 1002).failures()).isZero();
    }

    @Test
    void aClusterJobThatIsLostIsForgotten() {
        watched.startClusterJob(1, "1002");
        watched.pollAfter(SECOND);
        assertThat(watched.insights().clusters()).hasSize(1);
        watched.cluster.eraseRowsOf(1);
        assertThat(watched.pollFor(Duration.ofMinutes(30), MINUTE)).doesNotContain("tenant.skipped tenants/1002");
        assertThat(watched.insights().clusters()).isEmpty();
    }

    @Test
    void aRowThatSaysItFailedWhileItIsStillLiveSaysWhyAtOnce() {
        watched.start(1002, 1, "FULL");
        watched.pollAfter(SECOND);
        watched.cluster.markEnded(ScriptedCluster.task(1002, 1), "FAILED", -4009);
        watched.poll();
        assertThat(failureOf("backup/1002/1/tasks/1").result()).isEqualTo(-4009);
        watched.cluster.finish(1002, 1, "FAILED", -4009);
        watched.poll();
        assertThat(failureOf("backup/1002/1").result()).isEqualTo(-4009);
    }

    @Test
    void aCounterThatMovesBesideAResultIsNoFailure() {
        watched.start(1002, 1, "FULL");
        watched.pollAfter(SECOND);
        watched.blocks(1002, 1, 1, 10);
        watched.set(1002, 1, "RESULT", -4009);
        watched.poll();
        assertThat(failureIfAny("backup/1002/1/tasks/1")).isNull();
        watched.cluster.taskStatus(1002, 1, "BACKUP_DATA_MAJOR");
        watched.poll();
        assertThat(failureIfAny("backup/1002/1/tasks/1")).isNull();
    }

    private Failure failureOf(String subject) {
        return Objects.requireNonNull(failureIfAny(subject));
    }

    private @Nullable Failure failureIfAny(String subject) {
        return watched.rowEvent(subject).insight().failure();
    }

    private Standstill standstill() {
        return Objects.requireNonNull(watched.jobEvent("job.stalled").standstill());
    }

    private static Curve curve(long... seconds) {
        return new Curve(java.util.stream.LongStream.of(seconds)
                .mapToObj(Duration::ofSeconds)
                .toList());
    }
}
