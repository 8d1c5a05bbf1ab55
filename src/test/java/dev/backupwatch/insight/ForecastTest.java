package dev.backupwatch.insight;

import static dev.backupwatch.insight.Points.START;
import static dev.backupwatch.insight.Points.at;
import static dev.backupwatch.insight.Points.second;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Cell;
import dev.backupwatch.event.Columns;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.TimeLeft;
import dev.backupwatch.event.Work;
import dev.backupwatch.event.Work.Basis;
import dev.backupwatch.event.Work.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a task that has written a block each second for a hundred seconds. */
class ForecastTest {

    private static final Instant NOW = second(100);
    private static final Trail STEADY =
            Points.seenAt(LongStream.rangeClosed(0, 10).map(i -> i * 10).toArray());
    private static final Trail TOO_SHORT = Trail.from(at(0, 0)).on(at(100, 100));
    /** Only how long it took is known. */
    private static final PastRun UNWATCHED = new PastRun(1, "FULL", START, second(1100), 5L, Map.of(), null);

    @Test
    void aloneItsSpeedTellsHowLongTheRestTakesOnceAQuarterIsDone() {
        assertThat(steady(400)).isEqualTo(left(210, 617.5));
        assertThat(steady(401)).isNull();
    }

    @Test
    void besideEarlierRunsItsSpeedTellsOnceATwentiethIsDone() {
        assertThat(steady(2000, UNWATCHED)).isEqualTo(left(1520, 2502.5));
        assertThat(steady(2001, UNWATCHED)).isNull();
    }

    @Test
    void earlierRunsAloneTellWhatTheyTookFromHereOn() {
        assertThat(short400(NOW, run(1000, 100))).isEqualTo(left(340, 1062.5));
        assertThat(short400(second(375), run(1000, 100)))
                .as("half as slow again")
                .isEqualTo(left(680, 1593.75));
        assertThat(short400(second(1000), run(1000, 100)))
                .as("at most twice as slow")
                .isEqualTo(left(680, 2125));
    }

    @Test
    void severalEarlierRunsTellARangeThatHoldsAllOfThem() {
        assertThat(short400(NOW, run(400, 100), run(400, 200))).isEqualTo(left(320, 625));
    }

    @Test
    void togetherTheyTellARangeThatHoldsBoth() {
        assertThat(steady(400, run(1000, 100))).isEqualTo(left(320, 1062.5));
        assertThat(steady(400, run(400, 0))).as("as fast as then").isEqualTo(left(240, 390));
    }

    @Test
    void theTimeAfterTheLastBlockIsThatOfEarlierRuns() {
        assertThat(steady(400, run(400, 100), run(400, 300))).isEqualTo(left(320, 780));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"BACKUP_DATA_SYS", "BACKUP_DATA_MINOR", "BACKUP_SYS_DATA", "BACKUP_SYS_META", "BACKUP_USER_META"
            })
    void inTheFirstOfTwoDataStagesTheSpeedSaysNothing(String status) {
        Row task = task(status, 0, 0);
        assertThat(forecast(task, memory(STEADY), NOW).timeLeft(blocks(100, 400)))
                .isNull();
        assertThat(forecast(task, memory(STEADY), NOW, run(1000, 100)).timeLeft(blocks(100, 400)))
                .isEqualTo(left(340, 1062.5));
    }

    @Test
    void aSpeedThatIsUnevenOrSilentSaysNothing() {
        assertThat(of(Points.seenAt(0, 10, 20, 30, 100), NOW)).isNull();
        assertThat(of(STEADY, second(160))).isNotNull();
        assertThat(of(STEADY, second(161))).isNull();
    }

    @Test
    void aSpeedFourTimesTheAverageSaysNothing() {
        Trail late = lateBy(300);
        assertThat(forecast(major(), memory(late), second(400), UNWATCHED).timeLeft(blocks(100, 400)))
                .isEqualTo(left(240, 1631.5));
        assertThat(forecast(major(), memory(lateBy(301)), second(401), UNWATCHED)
                        .timeLeft(blocks(100, 400)))
                .isNull();
    }

    @Test
    void whatWasBeforeThePhaseSaysNothingOfItsSpeed() {
        Trail twoSpeeds = Trail.from(at(0, 0))
                .on(at(10, 50))
                .on(at(20, 60))
                .on(at(30, 70))
                .on(at(40, 80));
        var memory = new TaskMemory(
                START, at(10, 50), Rest.of(START, "BACKUP_DATA_MAJOR"), twoSpeeds, real(), milestones(), null);
        assertThat(forecast(major(), memory, second(40), UNWATCHED).timeLeft(blocks(80, 400)))
                .isEqualTo(left(256, (320 + 19) * 1.3));
    }

    @Test
    void whereFewTabletsHoldMuchOfTheRestTheSpeedSaysNothing() {
        assertThat(withTablets(100, 90, real())).isNull();
        assertThat(withTablets(35, 10, real())).as("50 of 400 are theirs").isNull();
        assertThat(withTablets(37, 10, real())).as("30 of 400 are").isEqualTo(left(210, 617.5));
    }

    @Test
    void ofTabletsThatAreNotCountedNothingFollows() {
        assertThat(withTablets(0, 0, real())).isNotNull();
        assertThat(withTablets(100, 0, real())).isNotNull();
        assertThat(withTablets(100, 90, new Totals(400, false, START, 0))).isNotNull();
    }

    @Test
    void afterATotalWasRaisedNothingIsSaidUntilItHasHeldForAThirdOfTheTime() {
        assertThat(heldSince(67, 1)).isNull();
        assertThat(heldSince(66, 1)).isNotNull();
        assertThat(heldSince(67, 0)).as("it never was").isNotNull();
    }

    @Test
    void aRangeOfMoreThanEightTimesSaysNothing() {
        assertThat(short400(NOW, run(400, -200), run(400, 210))).isEqualTo(left(80, 637.5));
        assertThat(short400(NOW, run(400, -200), run(400, 220))).isNull();
    }

    @Test
    void aRangeWithinTwoMinutesSaysEnough() {
        assertThat(short400(NOW, run(400, -299), run(400, -204))).isEqualTo(left(0.8, 120));
        assertThat(short400(NOW, run(400, -299), run(400, -203))).isNull();
    }

    @Test
    void noTimeLeftIsNegative() {
        assertThat(short400(NOW, run(400, -350))).isEqualTo(left(0, 0));
        assertThat(forecast(major(), memory(STEADY), NOW)
                        .timeLeft(new Work(Unit.MACRO_BLOCKS, 410, 400L, 99.99, Basis.COUNTED, null)))
                .isEqualTo(left(0, 47.5));
    }

    @Test
    void aClockThatWasSetBackMeansThatNoTimeHasPassed() {
        assertThat(short400(second(-10), run(1000, 100))).isEqualTo(left(340, 1062.5));
    }

    @Test
    void ofBytesTheOutputIsCounted() {
        var bytes = new Work(Unit.BYTES, 100L << 20, 400L << 20, 25.0, Basis.PREVIOUS, null);
        Trail uncounted = new Trail(STEADY.points().stream()
                .map(point -> new Point(point.at(), point.output(), point.input(), 0))
                .toList());
        assertThat(forecast(major(), memory(uncounted), NOW).timeLeft(bytes)).isEqualTo(left(210, 617.5));
        assertThat(forecast(major(), memory(uncounted), NOW).timeLeft(blocks(100, 400)))
                .isNull();
    }

    @Test
    void whereTheTotalIsNotKnownNothingIsSaid() {
        for (Work work : List.of(
                new Work(Unit.BYTES, 100, null, null, Basis.COUNTED, null),
                new Work(Unit.BYTES, 500, 400L, null, Basis.PREVIOUS, null),
                new Work(Unit.MACRO_BLOCKS, 0, 0L, 0.0, Basis.COUNTED, null),
                new Work(Unit.LOG_FILES, 100, 400L, 25.0, Basis.COUNTED, null))) {
            assertThat(forecast(major(), memory(STEADY), NOW, run(1000, 100)).timeLeft(work))
                    .isNull();
        }
    }

    private static @Nullable TimeLeft steady(long total, PastRun... earlier) {
        return forecast(major(), memory(STEADY), NOW, earlier).timeLeft(blocks(100, total));
    }

    /** A quarter is done, and nothing known of its speed. */
    private static @Nullable TimeLeft short400(Instant now, PastRun... earlier) {
        return forecast(major(), memory(TOO_SHORT), now, earlier).timeLeft(blocks(100, 400));
    }

    private static @Nullable TimeLeft of(Trail trail, Instant now) {
        return forecast(major(), memory(trail), now).timeLeft(blocks(100, 400));
    }

    private static @Nullable TimeLeft withTablets(long tablets, long finished, Totals totals) {
        return forecast(task("BACKUP_DATA_MAJOR", tablets, finished), memory(STEADY, totals), NOW)
                .timeLeft(blocks(100, 400));
    }

    private static @Nullable TimeLeft heldSince(long second, int raises) {
        return forecast(major(), memory(STEADY, new Totals(400, true, second(second), raises)), NOW)
                .timeLeft(blocks(100, 400));
    }

    private static Forecast forecast(Row task, TaskMemory memory, Instant now, PastRun... earlier) {
        return new Forecast(task, memory, List.of(earlier), now);
    }

    private static Trail lateBy(long seconds) {
        return new Trail(LongStream.rangeClosed(0, 10)
                .mapToObj(i -> at(seconds + i * 10, i * 10))
                .toList());
    }

    private static TaskMemory memory(Trail trail) {
        return memory(trail, real());
    }

    private static TaskMemory memory(Trail trail, Totals totals) {
        return new TaskMemory(START, at(0, 0), Rest.of(START, "BACKUP_DATA_MAJOR"), trail, totals, milestones(), null);
    }

    private static Totals real() {
        return new Totals(400, true, START, 0);
    }

    private static Milestones milestones() {
        return Milestones.from(at(0, 0));
    }

    /** One that wrote evenly for so many seconds and took so many more. */
    private static PastRun run(long data, long after) {
        var curve = new Curve(LongStream.rangeClosed(0, 10)
                .mapToObj(tenth -> Duration.ofSeconds(data * tenth / 10))
                .toList());
        return new PastRun(1, "FULL", START, second(data + after), 5L, Map.of(), curve);
    }

    private static Row major() {
        return task("BACKUP_DATA_MAJOR", 0, 0);
    }

    private static Row task(String status, long tablets, long finished) {
        return new Row(
                Columns.of("STATUS", "TABLET_COUNT", "FINISH_TABLET_COUNT"),
                List.of(Cell.of(status), Cell.of(tablets), Cell.of(finished)));
    }

    private static Work blocks(long finished, long total) {
        return new Work(
                Unit.MACRO_BLOCKS, finished, total, Work.percent((double) finished / total), Basis.COUNTED, null);
    }

    private static TimeLeft left(double low, double high) {
        return new TimeLeft(Span.seconds(low), Span.seconds(high));
    }
}
