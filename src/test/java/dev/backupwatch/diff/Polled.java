package dev.backupwatch.diff;

import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.LostReason;
import dev.backupwatch.event.RowEvent;
import java.util.List;
import java.util.Locale;

/** What came of one poll, in words that a test can compare: {@code backup/1002/1 started live}. */
record Polled(List<ChangeEvent> events, Questions asked, LifeStep step) {

    boolean isWhole() {
        return !asked.equals(Questions.OF_PARTS);
    }

    List<String> told() {
        return events.stream().map(Polled::sentence).toList();
    }

    RowEvent only() {
        if (events.size() != 1) {
            throw new AssertionError("one event was expected, but there are: " + told());
        }
        return (RowEvent) events.get(0);
    }

    static String sentence(ChangeEvent event) {
        if (event instanceof RowEvent row) {
            LostReason reason = row.reason();
            return "%s %s %s"
                    .formatted(
                            row.identity().subject(),
                            row.verb().name().toLowerCase(Locale.ROOT),
                            reason == null ? row.observed().wireName() : reason.wireName());
        }
        return event.type().shortName();
    }
}
