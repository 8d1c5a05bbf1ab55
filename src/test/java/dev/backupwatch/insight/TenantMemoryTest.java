package dev.backupwatch.insight;

import static dev.backupwatch.insight.Points.START;
import static dev.backupwatch.insight.Points.second;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Overdue;
import dev.backupwatch.event.TenantSummary.LastSuccess;
import dev.backupwatch.event.TenantSummary.Run;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantMemoryTest {

    private static final TenantMemory NONE = TenantMemory.of(START);
    private static final Curve CURVE = new Curve(Collections.nCopies(11, Duration.ZERO));

    @Test
    void theLastFiveOfEachTypeAreRemembered() {
        TenantMemory tenant = NONE;
        for (long job = 1; job <= 6; job++) {
            tenant = tenant.completed(run(2 * job, "FULL")).completed(run(2 * job + 1, "INC"));
        }
        assertThat(jobs(tenant.runsOf("FULL"))).containsExactly(4L, 6L, 8L, 10L, 12L);
        assertThat(jobs(tenant.runsOf("INC"))).containsExactly(5L, 7L, 9L, 11L, 13L);
    }

    @Test
    void runsAreInTheOrderOfTheirEndsHoweverTheyAreRead() {
        TenantMemory tenant = LongStream.of(3, 1, 6, 2, 5, 4)
                .mapToObj(job -> run(job, "FULL"))
                .reduce(NONE, TenantMemory::completed, (a, b) -> b);
        assertThat(jobs(tenant.runsOf("FULL"))).containsExactly(2L, 3L, 4L, 5L, 6L);
        assertThat(success(tenant).end()).isEqualTo(second(600));
    }

    @Test
    void whatWasWatchedToItsEndIsKnownBetterThanWhatWasReadOfIt() {
        PastRun watched = new PastRun(1, "FULL", START, second(100), 5L, Map.of(), CURVE);
        assertThat(NONE.completed(run(1, "FULL")).completed(watched).runs()).containsExactly(watched);
        assertThat(NONE.completed(watched).completed(run(1, "FULL")).runs()).containsExactly(watched);
    }

    @Test
    void aNumberThatIsUsedAgainIsAnotherRun() {
        PastRun again = new PastRun(1, "FULL", second(500), second(600), 5L, Map.of(), null);
        assertThat(NONE.completed(run(1, "FULL")).completed(again).runs()).hasSize(2);
    }

    @Test
    void aSuccessThatWasReadByItsEndAloneReplacesNoneThatIsKnownBetter() {
        TenantMemory known = NONE.completed(run(1, "FULL"));
        assertThat(success(known.succeeded("FULL", second(100))).run()).isNotNull();
        assertThat(success(known.succeeded("FULL", second(99))).end()).isEqualTo(second(100));
        assertThat(success(known.succeeded("FULL", second(101)))).isEqualTo(new LastSuccess(second(101), null));
        assertThat(success(NONE.succeeded("FULL", second(100)).completed(run(1, "FULL")))
                        .run())
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"FULL,true", "full,true", "D,true", "INC,false", "I,false"})
    void onlyAFullOneCountsAsFull(String type, boolean isFull) {
        TenantMemory tenant = NONE.succeeded(type, second(1));
        assertThat(tenant.lastSuccess(Overdue.Kind.FULL).isPresent()).isEqualTo(isFull);
        assertThat(tenant.lastSuccess(Overdue.Kind.ANY)).contains(second(1));
    }

    @Test
    void theNewestSuccessOfAllTypesIsTheLast() {
        TenantMemory tenant = NONE.succeeded("FULL", second(5)).succeeded("INC", second(9));
        assertThat(tenant.lastSuccess(Overdue.Kind.ANY)).contains(second(9));
        assertThat(tenant.lastSuccess(Overdue.Kind.FULL)).contains(second(5));
    }

    @Test
    void onlyFailuresThatWereToldAreCountedAndTheNewestIsTheLast() {
        TenantMemory tenant =
                NONE.failed(failure(2), false).failed(failure(3), true).failed(failure(1), true);
        assertThat(tenant.failures()).isEqualTo(2);
        assertThat(tenant.lastFailure()).isEqualTo(failure(3));
        assertThat(tenant.failed(failure(4), false).lastFailure()).isEqualTo(failure(4));
    }

    @Test
    void theUsualPauseIsTheLongestOfAllRunsInThatPhase() {
        TenantMemory tenant =
                NONE.completed(paused(1, 5)).completed(paused(2, 9)).completed(paused(3, 7));
        assertThat(tenant.usualPause("BACKUP_LOG")).contains(Duration.ofSeconds(9));
        assertThat(tenant.usualPause("BACKUP_DATA_MAJOR")).isEmpty();
    }

    @Test
    void whatIsLackedOfOneKindStaysWhenTheOtherComes() {
        var full = new Overdue(Overdue.Kind.FULL, Duration.ofDays(8), null, START);
        var any = new Overdue(Overdue.Kind.ANY, Duration.ofDays(1), null, START);
        TenantMemory tenant = NONE.lacking(full).lacking(any);
        assertThat(tenant.overdue().values()).containsExactlyInAnyOrder(full, any);
        assertThat(tenant.notLacking(Overdue.Kind.ANY).overdue().values()).containsExactly(full);
    }

    private static LastSuccess success(TenantMemory tenant) {
        return Objects.requireNonNull(tenant.lastSuccess().get("FULL"));
    }

    private static List<Long> jobs(List<PastRun> runs) {
        return runs.stream().map(PastRun::job).toList();
    }

    private static PastRun run(long job, String type) {
        return new PastRun(job, type, START, second(job * 100), 5L, Map.of(), null);
    }

    private static PastRun paused(long job, long seconds) {
        return new PastRun(
                job, "FULL", START, second(job * 100), 5L, Map.of("BACKUP_LOG", Duration.ofSeconds(seconds)), null);
    }

    private static Run failure(long job) {
        return new Run(job, "FULL", START, second(job * 100), -4009, null);
    }
}
