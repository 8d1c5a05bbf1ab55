package dev.backupwatch.insight;

import static dev.backupwatch.insight.Points.at;
import static dev.backupwatch.insight.Points.second;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Points, totals, spans and medians. */
class PointTest {

    private static final Point HERE = new Point(second(0), 10, 20, 30);

    @Test
    void anyCounterThatRoseIsFurther() {
        for (Point further : List.of(point(11, 20, 30), point(10, 21, 30), point(10, 20, 31))) {
            assertThat(further.isFurtherThan(HERE)).isTrue();
            assertThat(HERE.isFurtherThan(further)).isFalse();
        }
        assertThat(HERE.isFurtherThan(HERE)).isFalse();
    }

    @Test
    void anyCounterThatFellIsBehind() {
        for (Point behind : List.of(point(9, 20, 30), point(10, 19, 30), point(10, 20, 29))) {
            assertThat(behind.isBehind(HERE)).isTrue();
            assertThat(HERE.isBehind(behind)).isFalse();
        }
        assertThat(HERE.isBehind(HERE)).isFalse();
    }

    @Test
    void theAverageCountsTheTimeUntilNow() {
        assertThat(Point.rate(at(10, 50), at(20, 250), second(60), Point::blocks))
                .isEqualTo(4.0);
    }

    @Test
    void whereNoTimeHasPassedThereIsNoRate() {
        assertThat(Point.rate(at(10, 50), at(20, 250), second(10), Point::blocks))
                .isZero();
        assertThat(Point.rate(at(10, 50), at(20, 250), second(5), Point::blocks))
                .isZero();
    }

    @Test
    void aSpanIsFromTheShorterToTheLonger() {
        assertThat(Span.of(seconds(2), seconds(1))).isEqualTo(span(1, 2));
        assertThat(Span.of(seconds(1), seconds(2))).isEqualTo(span(1, 2));
    }

    @Test
    void twoSpansTogetherCoverBoth() {
        assertThat(span(1, 4).and(span(2, 3))).isEqualTo(span(1, 4));
        assertThat(span(2, 3).and(span(1, 4))).isEqualTo(span(1, 4));
        assertThat(span(1, 2).and(span(3, 4))).isEqualTo(span(1, 4));
    }

    @Test
    void oneSpanAfterTheOtherTakesAsLongAsBoth() {
        assertThat(span(1, 4).plus(span(2, 3))).isEqualTo(span(3, 7));
        assertThat(span(10, 20).widened(0.5, 2)).isEqualTo(span(5, 40));
        assertThat(Span.seconds(1.5)).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void theMedianIsTheMiddleOneOrBetweenTheTwo() {
        assertThat(Medians.ofDurations(List.of(seconds(9), seconds(1), seconds(2))))
                .contains(seconds(2));
        assertThat(Medians.ofDurations(List.of(seconds(9), seconds(1), seconds(2), seconds(4))))
                .contains(seconds(3));
        assertThat(Medians.ofDurations(List.of())).isEmpty();
    }

    @Test
    void whatIsNotKnownIsNoPartOfTheMedian() {
        assertThat(Medians.ofKnown(java.util.Arrays.asList(null, 5L, null, 7L))).contains(6L);
        assertThat(Medians.ofKnown(java.util.Collections.singletonList(null))).isEqualTo(Optional.empty());
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static Span span(long low, long high) {
        return new Span(seconds(low), seconds(high));
    }

    private static Point point(long output, long input, long blocks) {
        return new Point(second(0), output, input, blocks);
    }
}
