package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.eventlog.LogBounds.EpochStart;
import dev.backupwatch.stream.Resume.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest {

    /** Written in a: up to 12, in b: 13 to 16, in c: 17 to 20. Up to 10 is removed. */
    private static final LogBounds LOG = bounds(10, 20, start("a", 1), start("b", 13), start("c", 17));

    @ParameterizedTest
    @ValueSource(strings = {"a-10", "a-11", "a-12", "b-13", "b-16", "c-17", "c-20"})
    void aCursorOfItsEpochsOwnPartResumesRightAfterItself(String cursor) {
        assertThat(Resume.decide(cursor, LOG))
                .isEqualTo(new Resume.From(Cursor.parse(cursor).orElseThrow()));
    }

    @Test
    void theOldestBeginsWithTheFirstEventThatIsLeft() {
        assertThat(Resume.decide("oldest", LOG)).isEqualTo(new Resume.From(LOG.oldestCursor()));
        assertThat(LOG.oldestCursor().sequence()).isEqualTo(new Sequence(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-9", "a-1", "a-0"})
    void whatCameAfterItWasRemoved(String cursor) {
        assertThat(Resume.decide(cursor, LOG)).isEqualTo(new Resume.Reset(Reason.COMPACTED));
    }

    @ParameterizedTest
    @CsvSource({"z-15", "z-21", "a-13", "a-20", "b-12", "b-17", "b-20", "c-16", "c-11"})
    void aSequenceThatWasNotWrittenInThatEpochIsNotResumed(String cursor) {
        assertThat(Resume.decide(cursor, LOG)).isEqualTo(new Resume.Reset(Reason.UNKNOWN_EPOCH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-21", "b-99"})
    void theLostTailOfAnOlderEpochIsNotAheadButUnknown(String cursor) {
        assertThat(Resume.decide(cursor, LOG)).isEqualTo(new Resume.Reset(Reason.UNKNOWN_EPOCH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c-21", "c-999999999999999999"})
    void theNewestEpochsFutureIsAheadOfTheLog(String cursor) {
        assertThat(Resume.decide(cursor, LOG)).isEqualTo(new Resume.Reset(Reason.AHEAD_OF_LOG));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "c",
                "c-",
                "-17",
                "c--17",
                "c-017",
                "c-+17",
                "C-17",
                "c-17 ",
                " c-17",
                "c-1e1",
                "urn:x-1",
                "OLDEST",
                "c-1234567890123456789",
                "c-１７",
                "latest"
            })
    void textThatWeDidNotIssueIsMalformed(String text) {
        assertThat(Resume.decide(text, LOG)).isEqualTo(new Resume.Reset(Reason.MALFORMED));
    }

    @Test
    void theBeginningOfAFreshLogIsACursorLikeAnyOther() {
        LogBounds fresh = bounds(0, 0, start("a", 1));
        assertThat(fresh.headCursor()).hasToString("a-0");
        assertThat(Resume.decide("a-0", fresh))
                .isEqualTo(new Resume.From(Cursor.parse("a-0").orElseThrow()));
        assertThat(Resume.decide("oldest", fresh)).isEqualTo(Resume.decide("a-0", fresh));
    }

    @Test
    void theBeginningStaysGoodUntilTheFirstEventIsRemovedAlsoUnderLaterWriters() {
        assertThat(Resume.decide("a-0", bounds(0, 5, start("a", 1), start("b", 1), start("c", 3))))
                .isInstanceOf(Resume.From.class);
        assertThat(Resume.decide("a-0", bounds(1, 5, start("b", 1), start("c", 3))))
                .isEqualTo(new Resume.Reset(Reason.COMPACTED));
    }

    @Test
    void anEpochThatWroteNothingVouchesForNothing() {
        LogBounds log = bounds(0, 5, start("a", 1), start("b", 4), start("c", 4));
        assertThat(Resume.decide("c-4", log)).isInstanceOf(Resume.From.class);
        assertThat(Resume.decide("b-4", log)).isEqualTo(new Resume.Reset(Reason.UNKNOWN_EPOCH));
    }

    @Test
    void everySequenceThatIsLeftIsVouchedForInExactlyOneEpoch() {
        for (long sequence = 10; sequence <= 20; sequence++) {
            long vouched = 0;
            for (String epoch : List.of("a", "b", "c")) {
                vouched += Resume.decide(epoch + "-" + sequence, LOG) instanceof Resume.From ? 1 : 0;
            }
            assertThat(vouched).as("sequence %d", sequence).isEqualTo(1);
        }
    }

    private static LogBounds bounds(long compacted, long head, EpochStart... epochs) {
        return new LogBounds(List.of(epochs), new Sequence(compacted), new Sequence(head));
    }

    private static EpochStart start(String epoch, long first) {
        return new EpochStart(new Epoch(epoch), new Sequence(first));
    }
}
