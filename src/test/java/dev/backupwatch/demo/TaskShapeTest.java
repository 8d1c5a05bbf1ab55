package dev.backupwatch.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskShapeTest {

    private static final Duration LENGTH = Duration.ofSeconds(100);
    private static final long BLOCKS = 9_600;

    @ParameterizedTest
    @EnumSource
    void everyShapeGoesFromInitWithoutACountThroughAllStagesToCompletedWithEverything(TaskShape shape) {
        for (int seed = 0; seed < 50; seed++) {
            List<TaskMoment> moments = moments(shape, seed);

            assertThat(moments).extracting(TaskMoment::offset).isSorted();
            assertThat(moments.stream().map(TaskMoment::status).distinct())
                    .containsExactlyElementsOf(
                            Stream.of(TaskStage.values()).map(Enum::name).toList());
            assertThat(moments.get(0).offset()).isZero();
            assertThat(number(moments.get(0), "MACRO_BLOCK_COUNT")).isZero();
            TaskMoment last = moments.get(moments.size() - 1);
            assertThat(last.offset()).isEqualTo(LENGTH);
            assertThat(last.columns())
                    .containsEntry("DATA_PROGRESS", new BigDecimal("100.00"))
                    .containsEntry("FINISH_TABLET_COUNT", number(last, "TABLET_COUNT"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsFinishedNeverGrowsLess(TaskShape shape) {
        for (String counter : List.of("FINISH_TABLET_COUNT", "FINISH_MACRO_BLOCK_COUNT", "OUTPUT_BYTES")) {
            assertThat(moments(shape, 3).stream().map(moment -> number(moment, counter)))
                    .isSorted();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameRandomNumbersGiveTheSameMoments(TaskShape shape) {
        assertThat(moments(shape, 7)).isEqualTo(moments(shape, 7));
    }

    @ParameterizedTest
    @EnumSource
    void evenATinyTaskHasAShape(TaskShape shape) {
        assertThat(shape.moments(Duration.ofSeconds(1), 1, new Random(1))).hasSizeGreaterThan(8);
    }

    @RepeatedTest(20)
    void aSteadyTaskNeverRestsForLong(RepetitionInfo repetition) {
        assertThat(rests(moments(TaskShape.STEADY, repetition.getCurrentRepetition())))
                .allMatch(rest -> rest.compareTo(LENGTH.dividedBy(15)) < 0);
    }

    @RepeatedTest(20)
    void aBurstyTaskMovesInAFewUnevenJumps(RepetitionInfo repetition) {
        List<TaskMoment> bursty = moments(TaskShape.BURSTY, repetition.getCurrentRepetition());

        List<Long> jumps = jumps(bursty.stream()
                .filter(moment -> moment.status().equals("BACKUP_DATA_MAJOR"))
                .toList());
        assertThat(jumps).hasSizeBetween(3, 11);
        assertThat(jumps.stream().max(Comparator.naturalOrder()).orElseThrow()).isGreaterThan(BLOCKS / 10);
    }

    @RepeatedTest(20)
    void aLongTailHasNearlyAllDoneByHalfOfTheTimeAndNearlyEveryTablet(RepetitionInfo repetition) {
        List<TaskMoment> moments = moments(TaskShape.LONG_TAIL, repetition.getCurrentRepetition());
        TaskMoment half = at(moments, 0.5);

        assertThat(number(half, "FINISH_MACRO_BLOCK_COUNT")).isBetween(BLOCKS * 75 / 100, BLOCKS * 95 / 100);
        assertThat(number(half, "FINISH_TABLET_COUNT")).isBetween(BLOCKS / 12 * 95 / 100, BLOCKS / 12 - 1);
        assertThat(number(at(moments, 0.85), "FINISH_MACRO_BLOCK_COUNT"))
                .isGreaterThan(number(half, "FINISH_MACRO_BLOCK_COUNT"));
    }

    @RepeatedTest(20)
    void retriesRaiseTheTotalsAgainAndAgainAndTheProgressFalls(RepetitionInfo repetition) {
        List<TaskMoment> moments = moments(TaskShape.RETRIES, repetition.getCurrentRepetition());

        assertThat(moments.stream()
                        .map(moment -> number(moment, "MACRO_BLOCK_COUNT"))
                        .distinct())
                .isSorted()
                .hasSize(7);
        assertThat(moments.stream()
                        .map(moment -> number(moment, "MAJOR_TURN_ID"))
                        .distinct())
                .containsExactly(1L, 2L, 3L, 4L, 5L);
        List<BigDecimal> progress = moments.stream()
                .map(moment ->
                        (BigDecimal) Objects.requireNonNull(moment.columns().get("DATA_PROGRESS")))
                .toList();
        assertThat(progress).contains(new BigDecimal("99.99"));
        assertThat(progress).isNotEqualTo(progress.stream().sorted().toList());
    }

    @RepeatedTest(20)
    void pausesAreShortAndThereAreFour(RepetitionInfo repetition) {
        List<Duration> rests = rests(moments(TaskShape.PAUSES, repetition.getCurrentRepetition()));

        assertThat(rests).allMatch(rest -> rest.compareTo(LENGTH.dividedBy(4)) < 0);
        assertThat(rests.stream().filter(rest -> rest.compareTo(Duration.ofMillis(6_400)) > 0))
                .hasSizeBetween(2, 5);
    }

    @RepeatedTest(20)
    void aStallIsTwoFifthsOfTheTimeInTheMajorStageAndThenItGoesOn(RepetitionInfo repetition) {
        List<TaskMoment> moments = moments(TaskShape.STALL, repetition.getCurrentRepetition());
        List<Duration> rests = rests(moments);
        int stall = IntStream.range(0, rests.size())
                .boxed()
                .max(Comparator.comparing(rests::get))
                .orElseThrow();

        assertThat(rests.get(stall)).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(45));
        assertThat(moments.subList(stall, stall + 2))
                .extracting(TaskMoment::status)
                .containsOnly("BACKUP_DATA_MAJOR");
    }

    @Test
    void aTaskTakesTimeAndHasSomethingToBackUp() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskShape.STEADY.moments(Duration.ZERO, BLOCKS, new Random(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> TaskShape.STEADY.moments(LENGTH, 0, new Random(1)));
    }

    private static List<TaskMoment> moments(TaskShape shape, int seed) {
        return shape.moments(LENGTH, BLOCKS, new Random(seed));
    }

    private static long number(TaskMoment moment, String column) {
        return (Long) Objects.requireNonNull(moment.columns().get(column));
    }

    private static TaskMoment at(List<TaskMoment> moments, double share) {
        return moments.stream()
                .filter(moment -> moment.offset().toMillis() <= LENGTH.toMillis() * share)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static List<Duration> rests(List<TaskMoment> moments) {
        List<Duration> rests = new ArrayList<>();
        for (int i = 1; i < moments.size(); i++) {
            rests.add(moments.get(i).offset().minus(moments.get(i - 1).offset()));
        }
        return rests;
    }

    private static List<Long> jumps(List<TaskMoment> moments) {
        List<Long> jumps = new ArrayList<>();
        for (int i = 1; i < moments.size(); i++) {
            jumps.add(number(moments.get(i), "FINISH_MACRO_BLOCK_COUNT")
                    - number(moments.get(i - 1), "FINISH_MACRO_BLOCK_COUNT"));
        }
        return jumps;
    }
}
