package dev.backupwatch.insight;

import static dev.backupwatch.insight.Points.START;
import static dev.backupwatch.insight.Points.at;
import static dev.backupwatch.insight.Points.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MilestonesTest {

    @Test
    void aRunBeginsWhereSomethingWasWritten() {
        assertThat(Milestones.from(at(0, 0)).on(at(10, 0)).points()).containsExactly(at(10, 0));
        assertThat(Milestones.from(at(0, 1)).on(at(10, 1)).points()).containsExactly(at(0, 1));
    }

    @Test
    void whereOnlyReadingHasBegunTheRunHasBegun() {
        var read = new Point(second(10), 0, 1, 0);
        Milestones reading = Milestones.from(at(0, 0)).on(read);
        assertThat(reading.on(new Point(second(20), 0, 1, 0)).points()).containsExactly(at(0, 0), read);
    }

    @Test
    void countersOrAClockThatBeginAnewBeginANewRun() {
        Milestones half = everySecondUntil(5);
        assertThat(half.on(at(6, 4)).points()).containsExactly(at(6, 4));
        assertThat(half.on(at(4, 6)).points()).containsExactly(at(4, 6));
        assertThat(half.on(at(5, 6)).points()).as("too soon").isEqualTo(half.points());
    }

    @Test
    void aFortiethOfTheTimeLiesBetweenTwoOfThem() {
        Milestones long4 = Milestones.from(at(0, 0)).on(at(390, 1));
        assertThat(long4.on(at(399, 2)).points()).hasSize(2);
        assertThat(long4.on(at(400, 2)).points()).hasSize(3);
    }

    @Test
    void whenThereAreFortyEverySecondIsLeftOut() {
        assertThat(everySecondUntil(39).points()).hasSize(40);
        assertThat(everySecondUntil(40).points())
                .hasSize(21)
                .startsWith(at(0, 0), at(2, 2))
                .endsWith(at(38, 38), at(40, 40));
        assertThat(everySecondUntil(41)).as("too soon").isEqualTo(everySecondUntil(40));
    }

    @Test
    void howeverLongARunTakesItsBeginningIsKept() {
        List<Point> points = everySecondUntil(10_000).points();
        assertThat(points).startsWith(at(0, 0)).hasSizeBetween(20, 40);
    }

    @Test
    void theEndIsOneOfThemIfSomethingWasDoneInIt() {
        Milestones half = everySecondUntil(5);
        assertThat(half.endedAt(at(6, 6)).points()).endsWith(at(5, 5), at(6, 6));
        assertThat(half.endedAt(at(6, 5))).isEqualTo(half);
    }

    @Test
    void aCurveTellsWhenEachTenthWasDoneSinceTheRunsStart() {
        Milestones run = Milestones.from(at(60, 0));
        for (long tenth = 1; tenth <= 10; tenth++) {
            run = run.on(at(60 + tenth * 10, tenth * 10));
        }
        Curve curve = run.curve(START, Point::blocks).orElseThrow();
        assertThat(curve.tenths())
                .isEqualTo(LongStream.rangeClosed(0, 10)
                        .mapToObj(tenth -> Duration.ofSeconds(60 + tenth * 10))
                        .toList());
    }

    @Test
    void ofWhatWasNotSeenTheNextPointIsTaken() {
        Milestones run = Milestones.from(at(0, 0)).on(at(10, 2)).on(at(20, 10));
        assertThat(run.curve(START, Point::blocks).orElseThrow().tenths())
                .startsWith(Duration.ZERO, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(20))
                .endsWith(Duration.ofSeconds(20));
    }

    @Test
    void ofARunThatHadBegunBeforeItWasWatchedThereIsNoCurve() {
        assertThat(Milestones.from(at(0, 4)).on(at(10, 100)).curve(START, Point::blocks))
                .isPresent();
        assertThat(Milestones.from(at(0, 5)).on(at(10, 100)).curve(START, Point::blocks))
                .isEmpty();
    }

    @Test
    void ofARunInWhichNothingWasDoneThereIsNoCurve() {
        assertThat(Milestones.from(at(0, 0)).curve(START, Point::blocks)).isEmpty();
        assertThat(Milestones.from(at(0, 0)).on(new Point(second(10), 0, 1, 0)).curve(START, Point::blocks))
                .isEmpty();
    }

    @Test
    void aClockThatWasSetBackGivesNoNegativeTimes() {
        Milestones run = Milestones.from(at(0, 0)).on(at(30, 10));
        assertThat(run.curve(second(20), Point::blocks).orElseThrow().tenths())
                .startsWith(Duration.ZERO, Duration.ofSeconds(10));
    }

    @Test
    void betweenTwoTenthsACurveIsStraight() {
        var curve = new Curve(LongStream.rangeClosed(0, 10)
                .mapToObj(tenth -> Duration.ofSeconds(tenth * tenth))
                .toList());
        assertThat(curve.at(0)).isEqualTo(Duration.ZERO);
        assertThat(curve.at(0.5)).isEqualTo(Duration.ofSeconds(25));
        assertThat(curve.at(0.95)).isEqualTo(Duration.ofMillis(90_500));
        assertThat(curve.at(1)).isEqualTo(Duration.ofSeconds(100));
        assertThat(curve.at(-1)).isEqualTo(Duration.ZERO);
        assertThat(curve.at(2)).isEqualTo(Duration.ofSeconds(100));
    }

    @Test
    void aCurveHasElevenMoments() {
        assertThatThrownBy(() -> new Curve(List.of(Duration.ZERO))).isInstanceOf(IllegalArgumentException.class);
    }

    private static Milestones everySecondUntil(long last) {
        Milestones run = Milestones.from(at(0, 0));
        for (long second = 1; second <= last; second++) {
            run = run.on(at(second, second));
        }
        return run;
    }
}
