package dev.backupwatch.insight;

import static dev.backupwatch.insight.Points.at;
import static dev.backupwatch.insight.Points.second;
import static dev.backupwatch.insight.Points.seenAt;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TrailTest {

    @Test
    void timeBeforeAnythingIsWrittenDoesNotCount() {
        assertThat(Trail.from(at(0, 0)).on(at(10, 0))).isEqualTo(Trail.from(at(10, 0)));
        assertThat(Trail.from(at(0, 5)).on(at(10, 5)))
                .as("something was written")
                .isEqualTo(Trail.from(at(0, 5)));
    }

    @Test
    void whereOnlyReadingHasBegunTimeCounts() {
        var read = new Point(second(10), 0, 1, 0);
        var later = new Point(second(20), 0, 1, 0);
        Trail reading = Trail.from(at(0, 0)).on(read);
        assertThat(reading.points()).containsExactly(at(0, 0), read);
        assertThat(reading.on(later)).isEqualTo(reading);
    }

    @Test
    void aMomentAtWhichNothingMovedIsNoPoint() {
        Trail trail = seenAt(0, 10, 20);
        assertThat(trail.on(at(30, 20))).isEqualTo(trail);
    }

    @Test
    void countersThatBeginAnewBeginAnewTrail() {
        Trail trail = seenAt(0, 10, 20);
        assertThat(trail.on(at(30, 5))).isEqualTo(Trail.from(at(30, 5)));
    }

    @Test
    void aClockThatIsSetBackBeginsANewTrail() {
        Trail trail = seenAt(0, 10, 20);
        assertThat(trail.on(at(19, 30))).isEqualTo(Trail.from(at(19, 30)));
        assertThat(trail.on(at(20, 30)).points()).as("it only stood").contains(at(10, 10), at(20, 30));
    }

    @Test
    void pointsLessThanFiveSecondsApartAreOne() {
        assertThat(seenAt(0, 5, 9).points()).containsExactly(at(0, 0), at(5, 5), at(9, 9));
        assertThat(seenAt(0, 5, 9, 9).points()).hasSize(3);
        assertThat(seenAt(0, 4, 8).points()).hasSize(3);
        assertThat(seenAt(0, 1, 4).points()).containsExactly(at(0, 0), at(4, 4));
        assertThat(seenAt(0, 1, 5).points()).containsExactly(at(0, 0), at(1, 1), at(5, 5));
    }

    @Test
    void theNewestThirteenPointsAreKept() {
        Trail trail = seenAt(LongStream.rangeClosed(0, 20).map(i -> i * 10).toArray());
        assertThat(trail.points()).hasSize(13).startsWith(at(80, 80)).endsWith(at(200, 200));
        assertThat(trail.last()).isEqualTo(at(200, 200));
    }

    @Test
    void noSpeedIsToldFromFewerThanThreePoints() {
        assertThat(seenAt(0).window(second(100))).isEmpty();
        assertThat(seenAt(0, 10).window(second(100))).isEmpty();
        assertThat(points(seenAt(0, 10, 20))).hasSize(3);
    }

    @Test
    void aSpeedIsToldFromTheLastMinuteWhereThatHoldsFourJumps() {
        Trail everyTen = seenAt(LongStream.rangeClosed(0, 12).map(i -> i * 10).toArray());
        assertThat(points(everyTen)).hasSize(7).startsWith(at(60, 60));
    }

    @Test
    void aSpeedIsToldFromFourJumpsHoweverLongTheyTake() {
        Trail everyHalfMinute =
                seenAt(LongStream.rangeClosed(0, 12).map(i -> i * 30).toArray());
        assertThat(points(everyHalfMinute)).hasSize(5).startsWith(at(240, 240));
    }

    @Test
    void theTrailSinceAMomentBeginsWithIt() {
        Trail trail = seenAt(0, 10, 20, 30);
        assertThat(trail.since(at(10, 7)).points()).containsExactly(at(10, 7), at(20, 20), at(30, 30));
        assertThat(trail.since(at(40, 40)).points()).containsExactly(at(40, 40));
    }

    private static List<Point> points(Trail trail) {
        return trail.window(trail.last().at()).orElseThrow().points();
    }
}
