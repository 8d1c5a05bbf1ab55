package dev.backupwatch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.EventType;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs when all other tests have: what they were told was what is promised, and all that is promised was told. */
class AllThatWasTold {

    /** Promised before it is there. */
    private final Notes notes = Notes.ofThisBuild();

    @Test
    void everyMessageAndAnswerWasWhatIsPromised() {
        assertThat(notes.allFailed()).isEmpty();
    }

    /** Where only some tests were asked for, little is told. */
    @Test
    void everyKindThatIsPromisedWasTold() {
        assertThat(notes.allSeen())
                .as("a test says nothing where nothing was noted")
                .isNotEmpty();
        if (Stream.of("test", "it.test", "skipITs").allMatch(only -> System.getProperty(only) == null)) {
            Set<String> lacking = promised();
            lacking.removeAll(notes.allSeen());
            assertThat(lacking).as("what no test was ever told").isEmpty();
        }
    }

    private static Set<String> promised() {
        Set<String> kinds = new TreeSet<>();
        Arrays.stream(EventType.values()).map(EventType::shortName).forEach(kinds::add);
        Published.schemas().keySet().stream()
                .filter(name -> name.startsWith("stream.") || name.startsWith("answer.") || name.equals("problem"))
                .forEach(kinds::add);
        return kinds;
    }
}
