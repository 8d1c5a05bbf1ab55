package dev.backupwatch.insight;

import static dev.backupwatch.insight.Points.START;
import static dev.backupwatch.insight.Points.second;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Comparison;
import dev.backupwatch.event.Comparison.Measure;
import dev.backupwatch.event.TenantSummary.Run;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparisonsTest {

    private static final long GIBIBYTE = 1 << 30;
    private static final long MEBIBYTE = 1 << 20;

    @Test
    void withoutAnEarlierRunThereIsNoComparison() {
        assertThat(Comparisons.of(run(100, GIBIBYTE), List.of())).isEmpty();
    }

    @Test
    void durationBytesAndRateAreComparedWithTheirMedians() {
        Comparison comparison = compared(
                run(200, GIBIBYTE), past(100, 10 * MEBIBYTE), past(50, 40 * MEBIBYTE), past(10, 20 * MEBIBYTE));
        assertThat(comparison.runs()).isEqualTo(3);
        assertThat(comparison.duration()).isEqualTo(new Measure(200, 50, 30));
        assertThat(comparison.bytes()).isEqualTo(new Measure(GIBIBYTE, 20 * MEBIBYTE, 64 * MEBIBYTE));
        assertThat(comparison.rate())
                .isEqualTo(new Measure(Math.round(GIBIBYTE / 200.0), Math.round(40 * MEBIBYTE / 50.0), 0));
    }

    @Test
    void aRateIsOfNoteOnlyWhereTheTimesDifferByHalfAMinute() {
        assertThat(rate(compared(run(130, GIBIBYTE), past(100, 9 * GIBIBYTE))).leastOfNote())
                .isZero();
        assertThat(rate(compared(run(129, GIBIBYTE), past(100, 9 * GIBIBYTE))).isOff())
                .isFalse();
        assertThat(rate(compared(run(100, GIBIBYTE), past(130, 9 * GIBIBYTE))).isOff())
                .isTrue();
    }

    @Test
    void bytesThatAreNotKnownAreNotCompared() {
        Comparison unknown = compared(run(100, null), past(100, GIBIBYTE));
        assertThat(unknown.bytes()).isNull();
        assertThat(unknown.rate()).isNull();
        Comparison neverKnown = compared(run(100, GIBIBYTE), past(100, null));
        assertThat(neverKnown.bytes()).isNull();
        assertThat(neverKnown.rate()).isNull();
        assertThat(neverKnown.duration()).isEqualTo(new Measure(100, 100, 30));
    }

    @Test
    void aRunOfLessThanASecondHasNoRate() {
        assertThat(compared(run(0, GIBIBYTE), past(100, GIBIBYTE)).rate()).isNull();
        assertThat(rate(compared(run(1, GIBIBYTE), past(100, GIBIBYTE))).value())
                .isEqualTo(GIBIBYTE);
    }

    @Test
    void aRunWhoseClockWasSetBackTookNoTime() {
        assertThat(compared(run(-5, GIBIBYTE), past(100, GIBIBYTE)).duration()).isEqualTo(new Measure(0, 100, 30));
    }

    private static Measure rate(Comparison comparison) {
        return Objects.requireNonNull(comparison.rate());
    }

    private static Comparison compared(Run run, PastRun... earlier) {
        return Comparisons.of(run, Stream.of(earlier).toList()).orElseThrow();
    }

    private static Run run(long seconds, @Nullable Long bytes) {
        return new Run(9, "FULL", START, second(seconds), 0, bytes);
    }

    private static PastRun past(long seconds, @Nullable Long bytes) {
        return new PastRun(1, "FULL", START, second(seconds), bytes, Map.of(), null);
    }
}
