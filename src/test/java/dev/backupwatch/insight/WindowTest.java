package dev.backupwatch.insight;

import static dev.backupwatch.insight.Points.second;
import static dev.backupwatch.insight.Points.seenAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Speed;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static final long MEBIBYTE = 1 << 20;

    @Test
    void whatCameEveryTenSecondsIsSilentAfterMoreThanAMinute() {
        assertThat(window(second(100), 0, 10, 20, 30, 40).isSilent()).isFalse();
        assertThat(window(second(100).plusNanos(1), 0, 10, 20, 30, 40).isSilent())
                .isTrue();
    }

    @Test
    void whatComesRarelyIsSilentAfterFourTimesItsLongestRest() {
        assertThat(window(second(180), 0, 20, 50, 60).isSilent()).isFalse();
        assertThat(window(second(180).plusNanos(1), 0, 20, 50, 60).isSilent()).isTrue();
    }

    @Test
    void jumpsAreEvenWhereNoneTakesFourTimesTheMedian() {
        assertThat(window(0, 10, 20, 30, 70).isEven()).isTrue();
        assertThat(window(0, 10, 20, 30, 71).isEven()).isFalse();
        assertThat(window(0, 5, 10, 30, 110).isEven()).isTrue();
        assertThat(window(0, 5, 10, 30, 111).isEven()).isFalse();
    }

    @Test
    void aRestOfHalfAMinuteIsNothingUneven() {
        assertThat(window(0, 5, 10, 15, 45).isEven()).isTrue();
        assertThat(window(0, 5, 10, 15, 46).isEven()).isFalse();
    }

    @Test
    void theRateIsWhatWasDoneFromTheFirstJumpToTheLast() {
        assertThat(window(second(60), 20, 30, 40).rate(Point::blocks)).isEqualTo(1.0);
        assertThat(window(second(60), 20, 30, 40).speed()).isEqualTo(new Speed(MEBIBYTE, 2 * MEBIBYTE));
    }

    @Test
    void aRestOfMoreThanTwiceTheLongestCounts() {
        assertThat(window(second(61), 20, 30, 40).rate(Point::blocks)).isEqualTo(20 / 41.0);
    }

    @Test
    void whatIsSilentHasNoSpeed() {
        assertThat(window(second(101), 20, 30, 40).speed()).isEqualTo(Speed.UNKNOWN);
    }

    @Test
    void whatDoesNotMoveAtAllHasNoSpeed() {
        var onlyRead = new Window(
                List.of(
                        new Point(second(0), 0, 0, 0),
                        new Point(second(10), 0, 15, 0),
                        new Point(second(20), 0, 30, 0)),
                second(20));
        assertThat(onlyRead.speed()).isEqualTo(new Speed(null, 2L));
    }

    @Test
    void aClockThatStandsGivesNoEndlessSpeed() {
        var standing = new Window(
                List.of(new Point(second(0), 0, 0, 0), new Point(second(0), 1, 1, 1), new Point(second(0), 2, 2, 2)),
                second(0));
        assertThat(standing.rate(Point::output)).isEqualTo(2e9);
    }

    private static Window window(long... seconds) {
        return window(second(seconds[seconds.length - 1]), seconds);
    }

    private static Window window(Instant now, long... seconds) {
        return new Window(seenAt(seconds).points(), now);
    }
}
