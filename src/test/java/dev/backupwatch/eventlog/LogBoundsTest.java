package dev.backupwatch.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.LogBounds.EpochStart;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogBoundsTest {

    /** Epoch a wrote 1 to 10, b wrote nothing, c wrote 11 to 20; 1 to 5 were removed. */
    private static final LogBounds LOG =
            new LogBounds(List.of(start("a", 1), start("b", 11), start("c", 11)), new Sequence(5), new Sequence(20));

    @ParameterizedTest
    @CsvSource({"0,a-0", "5,a-5", "10,a-10", "11,c-11", "20,c-20"})
    void aSequenceHasTheCursorOfTheEpochThatWroteIt(long sequence, String cursor) {
        assertThat(LOG.cursorOf(new Sequence(sequence))).hasToString(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-0", "a-5", "a-10", "c-11", "c-20"})
    void theLogWroteWhatEachEpochWrote(String cursor) {
        assertThat(LOG.wrote(parse(cursor))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-11", "b-11", "c-10", "c-0", "c-21", "d-15"})
    void aLostTailAndWhatIsBeyondTheHeadWereNeverWritten(String cursor) {
        assertThat(LOG.wrote(parse(cursor))).isFalse();
    }

    @Test
    void headAndOldestAreCursorsToo() {
        assertThat(LOG.headCursor()).hasToString("c-20");
        assertThat(LOG.oldestCursor()).hasToString("a-5");
        assertThat(LOG.newestEpoch()).isEqualTo(new Epoch("c"));
        assertThat(LOG.knows(new Epoch("b"))).isTrue();
        assertThat(LOG.knows(new Epoch("d"))).isFalse();
    }

    @Test
    void aLogWithoutAnEventIsAtSequenceZeroOfItsFirstEpoch() {
        var empty = new LogBounds(List.of(start("a", 1), start("b", 1)), Sequence.NONE, Sequence.NONE);

        assertThat(empty.headCursor()).hasToString("a-0");
        assertThat(empty.wrote(parse("a-0"))).isTrue();
        assertThat(empty.wrote(parse("b-0"))).isFalse();
        assertThat(empty.wrote(parse("a-1"))).isFalse();
    }

    @Test
    void aLogThatNobodyOpenedAndOneCompactedBeyondItsHeadAreRefused() {
        assertThatThrownBy(() -> new LogBounds(List.of(), Sequence.NONE, Sequence.NONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LogBounds(List.of(start("a", 1)), new Sequence(2), new Sequence(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static EpochStart start(String epoch, long first) {
        return new EpochStart(new Epoch(epoch), new Sequence(first));
    }

    private static Cursor parse(String text) {
        return Cursor.parse(text).orElseThrow();
    }
}
