package dev.backupwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @ParameterizedTest
    @ValueSource(strings = {"k7q2-1742", "a-0", "0-1", "9z-999999999999999999"})
    void aCursorSurvivesTheWire(String text) {
        assertThat(Cursor.parse(text).map(Cursor::toString)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "k7q2",
                "k7q2-",
                "-5",
                "k7q2--5",
                "k7q2-05",
                "k7q2-00",
                "k7q2-+5",
                "k7q2- 5",
                "k7q2-5 ",
                "K7Q2-5",
                "k7_q-5",
                "k7q2-5-6",
                "k7q2-1e3",
                "k7q2-٣",
                "k7q2-1000000000000000000",
                "urn:uuid:1",
                "é-1"
            })
    void onlyTheCanonicalFormIsACursor(String text) {
        assertThat(Cursor.parse(text)).isEmpty();
    }

    @Test
    void drawnEpochsAreEightCharactersOfTheContractsAlphabetAndDiffer() {
        var random = new Random(7);
        Epoch one = Epoch.drawn(random);

        assertThat(one.value()).matches("[a-z0-9]{8}");
        assertThat(Epoch.drawn(random)).isNotEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a-b", "a b", "ä"})
    void anEpochIsMadeOfSmallLettersAndDigits(String text) {
        assertThatThrownBy(() -> new Epoch(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sequencesCountFromNoneUpwards() {
        assertThat(Sequence.NONE.next()).isEqualTo(new Sequence(1));
        assertThat(new Sequence(3).plus(2)).isEqualTo(new Sequence(5));
        assertThat(new Sequence(3).isBefore(new Sequence(4))).isTrue();
        assertThat(new Sequence(3).isAfter(new Sequence(3))).isFalse();
        assertThat(Sequence.later(new Sequence(3), new Sequence(4))).isEqualTo(new Sequence(4));
        assertThatThrownBy(() -> new Sequence(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
