package dev.backupwatch.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Life;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ReadIdsTest {

    private static final Instant START = Instant.parse("2026-11-23T04:00:00Z");
    private static final Instant OTHER_START = START.plusSeconds(1);

    @RepeatedTest(30)
    void whateverIsReadInWhateverOrderIsContainedAndNothingElse(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        Set<Long> read = new HashSet<>();
        ReadIds ids = ReadIds.NONE;
        for (int poll = 0; poll < 100; poll++) {
            Set<Long> page = LongStream.range(0, random.nextInt(8))
                    .mapToObj(row -> (long) random.nextInt(300))
                    .collect(Collectors.toSet());
            read.addAll(page);
            ids = ids.plus(starts(page));
        }

        for (long id = -1; id <= 301; id++) {
            assertThat(ids.contains(life(id, START))).as("%d in %s", id, ids).isEqualTo(read.contains(id));
        }
    }

    @Test
    void theNewestSixtyFourAreToldApartFromAnothersByTheirStartAndOlderOnesAreNot() {
        ReadIds ids = ReadIds.NONE.plus(starts(range(1, 65)));

        for (long id : range(2, 65)) {
            assertThat(ids.contains(life(id, OTHER_START))).as("%d", id).isFalse();
            assertThat(ids.contradicts(life(id, OTHER_START))).as("%d", id).isTrue();
            assertThat(ids.contradicts(life(id, START))).as("%d", id).isFalse();
        }
        assertThat(ids.contains(life(1, OTHER_START))).isTrue();
        assertThat(ids.contradicts(life(1, OTHER_START))).isFalse();
        assertThat(ids.contradicts(life(66, OTHER_START))).isFalse();
    }

    @Test
    void olderIdsShrinkIntoOneRangeAsSoonAsNoneIsMissingBetweenThem() {
        ReadIds gaps = ReadIds.NONE.plus(starts(List.of(10L, 12L, 13L, 20L))).plus(starts(range(101, 164)));
        assertThat(gaps).asString().endsWith("older {10=10, 12=13, 20=20}");

        assertThat(gaps.plus(starts(List.of(11L)))).asString().endsWith("older {10=13, 20=20}");
        assertThat(gaps.plus(starts(List.of(12L, 13L)))).as("read again").isEqualTo(gaps);
        assertThat(ReadIds.NONE.plus(starts(range(1, 10_064))))
                .asString()
                .startsWith("newest [10001, 10002,")
                .endsWith("10064], older {1=10000}");
    }

    @Test
    void thoseThatHoldTheSameAreEqualHoweverTheyCameToHoldIt() {
        List<Long> shuffled = new ArrayList<>(range(1, 200));
        Collections.shuffle(shuffled, new Random(5));
        ReadIds rowByRow = ReadIds.NONE;
        for (long id : shuffled) {
            rowByRow = rowByRow.plus(starts(List.of(id)));
        }
        ReadIds atOnce = ReadIds.NONE.plus(starts(range(1, 200)));

        assertThat(rowByRow).isEqualTo(atOnce).hasSameHashCodeAs(atOnce);
        assertThat(rowByRow.plus(starts(List.of(201L)))).as("another newest").isNotEqualTo(atOnce);
        assertThat(ReadIds.NONE.plus(starts(range(2, 200)))).as("another range").isNotEqualTo(atOnce);
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    private static Map<Long, Instant> starts(Iterable<Long> ids) {
        Map<Long, Instant> starts = new HashMap<>();
        ids.forEach(id -> starts.put(id, START));
        return starts;
    }

    private static Life life(long id, Instant start) {
        return new Life(RowKey.job(new TenantId(1002), id), start);
    }
}
